/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.time.Duration;
import java.util.List;

/** Credit that halves with time: rounded to millionths of a conversion, and none is lost in it. */
final class Decay {

  /** Credit is counted in such parts. */
  static final long PARTS = 1_000_000;

  private final double halfLife;

  Decay(Duration halfLife) {
    this.halfLife = halfLife.toMillis();
  }

  void mark(Counts marks, Path path) {
    double[] weights = weights(path.ages());
    Amount amount = path.amount();
    long[] conversions = shares(Math.multiplyExact(amount.conversions(), PARTS), weights);
    long[] values = shares(amount.value(), weights);
    for (int i = 0; i < weights.length; i++) {
      String channel = path.channels().get(i);
      marks.add(new Cell.Decayed(channel), new Amount(conversions[i], 0, values[i]));
    }
  }

  /** Relative to the youngest touch, so that old ones cannot all come to nothing. */
  double[] weights(List<Long> ages) {
    long youngest = ages.stream().mapToLong(Long::longValue).min().orElse(0);
    return ages.stream().mapToDouble(age -> Math.pow(2, (youngest - age) / halfLife)).toArray();
  }

  /** Each boundary is rounded, and a share is what lies between two: they sum to the whole. */
  private static long[] shares(long whole, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    long[] shares = new long[weights.length];
    double passed = 0;
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      passed += weights[i];
      long until = i == weights.length - 1 ? whole : Math.round(whole * (passed / total));
      shares[i] = until - given;
      given = until;
    }
    return shares;
  }
}
