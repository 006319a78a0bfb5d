/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

/**
 * How much time a run may take.
 *
 * @param warmUpS before a small program is measured, seconds
 * @param compilingS before one of ours is: by then the compilers have come to rest, seconds
 * @param measuredS of each measurement, seconds
 * @param runs of each throughput
 * @param people among whom events are drawn
 */
public record Effort(
    String name, int warmUpS, int compilingS, int measuredS, int runs, int people) {

  /** Some ten minutes. */
  public static final Effort QUICK = new Effort("quick", 25, 60, 15, 1, 100_000);

  /** More than an hour. */
  public static final Effort FULL = new Effort("full", 40, 120, 30, 3, 100_000);

  /** With other times to warm up. */
  public Effort warmingUp(int seconds) {
    return new Effort(name, Math.min(warmUpS, seconds), seconds, measuredS, runs, people);
  }

  /** The longest that a throughput takes. */
  int longestS() {
    return compilingS + measuredS;
  }

  /** Whether it measures everything. */
  public boolean isFull() {
    return name.equals(FULL.name());
  }
}
