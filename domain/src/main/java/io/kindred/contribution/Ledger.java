/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * Sums of doubles depend on their order, and cells come in none. So what gets the same share of its
 * amount is summed first, exactly, and then the shares in ascending order: the same counts give the
 * same bits.
 */
/** Who is given which share of which amount. */
final class Ledger {

  private final SortedMap<String, SortedMap<Double, Amount>> entries = new TreeMap<>();

  void give(String channel, double share, Amount amount) {
    entries.computeIfAbsent(channel, c -> new TreeMap<>()).merge(share, amount, Amount::plus);
  }

  Map<String, Credit> credits() {
    Map<String, Credit> credits = new TreeMap<>();
    entries.forEach((channel, shares) -> credits.put(channel, credit(shares)));
    return credits;
  }

  private static Credit credit(SortedMap<Double, Amount> shares) {
    Credit credit = Credit.NONE;
    for (Map.Entry<Double, Amount> entry : shares.entrySet()) {
      credit = credit.plus(Credit.of(entry.getValue(), entry.getKey()));
    }
    return credit;
  }
}
