/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A contribution, and how sure it is. */
public record Estimate(Contribution contribution, SortedMap<String, Intervals> byChannel) {

  private static final double LOW = 0.025;

  public Estimate {
    byChannel = Collections.unmodifiableSortedMap(new TreeMap<>(byChannel));
  }

  /** Where 95 of 100 replicates lie. */
  public record Interval(double low, double high) {}

  /** Of a channel's conversions, their value, and its share of all conversions. */
  public record Intervals(Interval conversions, Interval value, Interval share) {}

  static Estimate of(Contribution contribution, List<Contribution> replicates) {
    SortedMap<String, Intervals> intervals = new TreeMap<>();
    if (replicates.isEmpty()) {
      return new Estimate(contribution, intervals);
    }
    for (String channel : contribution.byChannel().keySet()) {
      intervals.put(
          channel,
          new Intervals(
              interval(replicates, replicate -> replicate.of(channel).conversions()),
              interval(replicates, replicate -> replicate.of(channel).value()),
              interval(replicates, replicate -> share(replicate, channel))));
    }
    return new Estimate(contribution, intervals);
  }

  private static double share(Contribution contribution, String channel) {
    double all = contribution.total().conversions();
    return all == 0 ? 0 : contribution.of(channel).conversions() / all;
  }

  private static Interval interval(
      List<Contribution> replicates, ToDoubleFunction<Contribution> of) {
    double[] sorted = replicates.stream().mapToDouble(of).sorted().toArray();
    return new Interval(quantile(sorted, LOW), quantile(sorted, 1 - LOW));
  }

  /** Between the two nearest, as it lies. */
  static double quantile(double[] sorted, double at) {
    double place = at * (sorted.length - 1);
    int below = (int) Math.floor(place);
    double[] around = Arrays.copyOfRange(sorted, below, Math.min(below + 2, sorted.length));
    return around[0] + (place - below) * (around[around.length - 1] - around[0]);
  }
}
