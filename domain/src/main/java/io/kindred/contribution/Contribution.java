/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each channel earned, by one model.
 *
 * @param unattributed what no channel earned: nobody was touched
 */
public record Contribution(SortedMap<String, Credit> byChannel, Credit unattributed) {

  public Contribution {
    byChannel = Collections.unmodifiableSortedMap(new TreeMap<>(byChannel));
  }

  /** Every channel that was touched has a row, also where it earned nothing. */
  static Contribution of(Counts counts, Map<String, Credit> credits) {
    SortedMap<String, Credit> byChannel = new TreeMap<>(credits);
    counts.each(
        Cell.Stage.class, (stage, amount) -> byChannel.putIfAbsent(stage.channel(), Credit.NONE));
    return new Contribution(byChannel, Credit.of(counts.at(new Cell.Untouched()), 1));
  }

  public Credit of(String channel) {
    return byChannel.getOrDefault(channel, Credit.NONE);
  }

  /** All credit: the conversions there were. */
  public Credit total() {
    return byChannel.values().stream().reduce(unattributed, Credit::plus);
  }

  Contribution conversionsDividedBy(double parts) {
    SortedMap<String, Credit> divided = new TreeMap<>(byChannel);
    divided.replaceAll((channel, c) -> new Credit(c.conversions() / parts, c.value()));
    return new Contribution(divided, unattributed);
  }
}
