/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * The game in which a set of channels is worth the conversions whose channels all lie within it.
 * Its dividends are the conversions of exactly a set, so that the value of a channel is what it
 * shares of each set it is in, equally: one pass instead of a sum over 2^C sets (Zhao, Mahboobi and
 * Bagheri, arXiv 1804.05327).
 */
/** The Shapley value, in its linear form. */
public record ShapleyModel() implements Model {

  @Override
  public Contribution of(Counts counts) {
    Ledger ledger = new Ledger();
    counts.each(Cell.Stage.class, (at, amount) -> ledger.give(at.channel(), 1.0 / at.of(), amount));
    return Contribution.of(counts, ledger.credits());
  }

  /** The same credit by the stage, from 0, of the journey at which a channel came in. */
  public SortedMap<Integer, Map<String, Credit>> byStage(Counts counts) {
    SortedMap<Integer, Ledger> ledgers = new TreeMap<>();
    counts.each(
        Cell.Stage.class,
        (at, amount) ->
            ledgers
                .computeIfAbsent(at.stage(), stage -> new Ledger())
                .give(at.channel(), 1.0 / at.of(), amount));
    SortedMap<Integer, Map<String, Credit>> credits = new TreeMap<>();
    ledgers.forEach((stage, ledger) -> credits.put(stage, ledger.credits()));
    return credits;
  }
}
