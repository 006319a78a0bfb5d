/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import java.util.List;

/**
 * How much time a run may take.
 *
 * @param warmUpS before a small program is measured, seconds
 * @param compilingS before one of ours is: by then the compilers have come to rest, seconds
 * @param measuredS of each measurement, seconds
 * @param runs of each throughput
 * @param people among whom events are drawn
 * @param segments of the jobs in which their number is not what is measured
 * @param linkRates at which pairs are linked, a second
 * @param loads of events a second under which latency is measured; where there are none, shares of
 *     what the job can do
 */
public record Effort(
    String name,
    int warmUpS,
    int compilingS,
    int measuredS,
    int runs,
    int people,
    int segments,
    List<Integer> linkRates,
    List<Integer> loads) {

  /** Some ten minutes. */
  public static final Effort QUICK =
      new Effort("quick", 25, 50, 15, 1, 100_000, 100, List.of(400), List.of());

  /** About an hour. */
  public static final Effort FULL =
      new Effort("full", 25, 50, 20, 3, 100_000, 100, List.of(400, 1_000), List.of());

  /** With other times to warm up. */
  public Effort warmingUp(int seconds) {
    int shorter = Math.min(warmUpS, seconds);
    return new Effort(name, shorter, seconds, measuredS, runs, people, segments, linkRates, loads);
  }

  /** With links at other rates. */
  public Effort linking(List<Integer> rates) {
    return new Effort(name, warmUpS, compilingS, measuredS, runs, people, segments, rates, loads);
  }

  /** With latency under other loads. */
  public Effort under(List<Integer> others) {
    return new Effort(
        name, warmUpS, compilingS, measuredS, runs, people, segments, linkRates, others);
  }

  /** With so many segments. */
  public Effort deciding(int segments) {
    return new Effort(
        name, warmUpS, compilingS, measuredS, runs, people, segments, linkRates, loads);
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
