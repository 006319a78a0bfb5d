/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

/**
 * How much time a run may take.
 *
 * @param warmUpS before each measurement, seconds
 * @param measuredS of each measurement, seconds
 * @param runs of each throughput
 * @param people among whom events are drawn
 */
public record Effort(String name, int warmUpS, int measuredS, int runs, int people) {

  /** Some ten minutes. */
  public static final Effort QUICK = new Effort("quick", 25, 15, 1, 100_000);

  /** More than an hour. */
  public static final Effort FULL = new Effort("full", 40, 30, 3, 100_000);

  /** The longest that a throughput takes: it warms up once more as long where it must. */
  int longestS() {
    return 2 * warmUpS + measuredS;
  }

  boolean isFull() {
    return equals(FULL);
  }
}
