/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.report;

import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The same thing measured several times: the median, and how far the others lie apart. */
public record Spread(double least, double median, double most) {

  public static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Spread(sorted[0], median(sorted), sorted[sorted.length - 1]);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The value below which a share of ascending values lies. */
  public static double percentile(double[] ascending, double share) {
    int rank = (int) Math.ceil(share * ascending.length);
    return ascending[Math.max(0, Math.min(ascending.length, rank) - 1)];
  }

  /** What a table says of ascending delays: the median, that of 99 in 100, and the longest. */
  public static String[] ofDelays(double[] ascending) {
    return new String[] {
      number(percentile(ascending, 0.5)),
      number(percentile(ascending, 0.99)),
      number(percentile(ascending, 1))
    };
  }

  /** All of one size in ascending order. */
  public static double[] ascending(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The median and, where they differ, the ends: {@code 21,300 (20,900–21,800)}. */
  @Override
  public String toString() {
    String middle = number(median);
    return least == most ? middle : middle + " (" + number(least) + "–" + number(most) + ")";
  }

  /** With as many digits as it has. */
  public static String plain(double value) {
    return NumberFormat.getNumberInstance(Locale.ROOT).format(value);
  }

  /** A figure with as many digits as it deserves; what never came took endlessly long. */
  public static String number(double value) {
    if (Double.isInfinite(value)) {
      return "never";
    }
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
