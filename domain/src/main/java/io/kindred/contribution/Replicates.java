/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts, and what they might have been with other people of the same kind. Mergeable as they. */
public final class Replicates {

  private static final int NUMBERS = 3;

  private final Counts counts = new Counts();

  /** Of each cell the amounts of all replicates, so that it is looked for once. */
  private final Map<Cell, long[]> drawn = new HashMap<>();

  /** What happened. */
  public Counts counts() {
    return counts;
  }

  /** Adds what a profile's journey marks; takes it away where {@code times} is -1. */
  public void add(Counts marks, String profileId, int times) {
    counts.add(marks, times);
    int[] weights = Bootstrap.weights(profileId);
    marks.cells().forEach((cell, amount) -> add(cell, amounts(amount.times(times), weights)));
  }

  /** Adds others; takes them away where {@code times} is -1. */
  public void add(Replicates others, int times) {
    counts.add(others.counts, times);
    others.drawn.forEach(
        (cell, amounts) ->
            add(
                cell,
                IntStream.range(0, amounts.length).mapToLong(i -> amounts[i] * times).toArray()));
  }

  private static long[] amounts(Amount amount, int[] weights) {
    long[] amounts = new long[weights.length * NUMBERS];
    for (int i = 0; i < weights.length; i++) {
      amounts[i * NUMBERS] = Math.multiplyExact(amount.conversions(), (long) weights[i]);
      amounts[i * NUMBERS + 1] = Math.multiplyExact(amount.nulls(), (long) weights[i]);
      amounts[i * NUMBERS + 2] = Math.multiplyExact(amount.value(), (long) weights[i]);
    }
    return amounts;
  }

  private void add(Cell cell, long[] amounts) {
    long[] sums = drawn.computeIfAbsent(cell, c -> new long[amounts.length]);
    long any = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.addExact(sums[i], amounts[i]);
      any |= sums[i];
    }
    if (any == 0) {
      drawn.remove(cell);
    }
  }

  public boolean isEmpty() {
    return counts.isEmpty() && drawn.isEmpty();
  }

  /** By one model, with intervals. */
  public Estimate estimate(Model model) {
    return Estimate.of(
        model.of(counts),
        IntStream.range(0, Bootstrap.REPLICATES).mapToObj(i -> model.of(replicate(i))).toList());
  }

  /** The counts of one replicate. */
  Counts replicate(int number) {
    Counts replicate = new Counts();
    int at = number * NUMBERS;
    drawn.forEach((cell, of) -> replicate.add(cell, new Amount(of[at], of[at + 1], of[at + 2])));
    return replicate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Replicates replicates
        && counts.equals(replicates.counts)
        && IntStream.range(0, Bootstrap.REPLICATES)
            .allMatch(i -> replicate(i).equals(replicates.replicate(i)));
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
