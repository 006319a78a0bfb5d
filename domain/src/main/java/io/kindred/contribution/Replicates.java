/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Counts, and what they might have been with other people of the same kind. Mergeable as they. */
public final class Replicates {

  /** So many as a rule: enough for where 95 of 100 lie. */
  public static final int NUMBER = 100;

  private static final int NUMBERS = 3;

  /** What a cell holds. */
  @FunctionalInterface
  public interface CellReader {

    /**
     * Is shown a cell.
     *
     * @param drawn conversions, nulls and value of each replicate in turn; not to be changed
     */
    void read(Cell cell, Amount amount, long[] drawn);
  }

  private final int number;
  private final Counts counts = new Counts();

  /** Of each cell the amounts of all replicates, so that it is looked for once. */
  private final Map<Cell, long[]> drawn = new HashMap<>();

  public Replicates(int number) {
    this.number = number;
  }

  /** What a profile's journey marks. */
  public static Replicates of(Counts marks, String profileId, int number) {
    Replicates one = new Replicates(number);
    one.counts.add(marks);
    int[] weights = Bootstrap.weights(profileId, number);
    marks.cells().forEach((cell, amount) -> one.draw(cell, amounts(amount, weights), 1));
    return one;
  }

  /** What happened. */
  public Counts counts() {
    return counts;
  }

  /** Adds others; takes them away where {@code times} is -1. */
  public void add(Replicates others, int times) {
    counts.add(others.counts, times);
    others.drawn.forEach((cell, amounts) -> draw(cell, amounts, times));
  }

  /** Adds a cell as it was written down. */
  public void add(Cell cell, Amount amount, long[] amounts) {
    counts.add(cell, amount);
    draw(cell, amounts, 1);
  }

  /** Shows all cells in which anything is. */
  public void each(CellReader reader) {
    Set<Cell> cells = new HashSet<>(drawn.keySet());
    cells.addAll(counts.cells().keySet());
    for (Cell cell : cells) {
      reader.read(cell, counts.at(cell), drawn.getOrDefault(cell, new long[number * NUMBERS]));
    }
  }

  /** They had these channels had these names all along; two may share one. */
  public Replicates renamed(UnaryOperator<String> name) {
    Replicates renamed = new Replicates(number);
    each((cell, amount, amounts) -> renamed.add(cell.renamed(name), amount, amounts));
    return renamed;
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

  private void draw(Cell cell, long[] amounts, int times) {
    long[] sums = drawn.computeIfAbsent(cell, c -> new long[amounts.length]);
    long any = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.addExact(sums[i], times * amounts[i]);
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
    return estimates(List.of(model)).get(0);
  }

  /** By several models: each replicate is put together once for all of them. */
  public List<Estimate> estimates(List<Model> models) {
    List<List<Contribution>> replicated = models.stream().map(m -> contributions()).toList();
    for (int i = 0; i < number; i++) {
      Counts replicate = replicate(i);
      for (int m = 0; m < models.size(); m++) {
        replicated.get(m).add(models.get(m).of(replicate));
      }
    }
    return IntStream.range(0, models.size())
        .mapToObj(m -> Estimate.of(models.get(m).of(counts), replicated.get(m)))
        .toList();
  }

  private static List<Contribution> contributions() {
    return new ArrayList<>();
  }

  /** The counts of one replicate. */
  Counts replicate(int which) {
    Counts replicate = new Counts();
    int at = which * NUMBERS;
    drawn.forEach((cell, of) -> replicate.add(cell, new Amount(of[at], of[at + 1], of[at + 2])));
    return replicate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Replicates replicates
        && number == replicates.number
        && counts.equals(replicates.counts)
        && IntStream.range(0, number).allMatch(i -> replicate(i).equals(replicates.replicate(i)));
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
