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

/*
 * Each cell is counted a hundred times over, which adds up where channels are many. So there may be
 * a limit: beyond it nothing is drawn, and counts alone go on. Whether they fit depends on the
 * counts and not on how they came about, but what was given up on the way has to be summed anew.
 */
/** Counts, and what they might have been with other people of the same kind. Mergeable as they. */
public final class Replicates {

  /** So many as a rule: enough for where 95 of 100 lie. */
  public static final int NUMBER = 100;

  private static final int NUMBERS = 3;

  /** What a replicate of a cell takes. */
  public static final int CELL_BYTES = NUMBERS * Long.BYTES;

  /** What a cell holds. */
  @FunctionalInterface
  public interface CellReader {

    /**
     * Is shown a cell.
     *
     * @param drawn conversions, nulls and value of each replicate in turn, or nothing where they
     *     were given up; not to be changed
     */
    void read(Cell cell, Amount amount, long[] drawn);
  }

  private final int number;
  private final int cellsMax;
  private final Counts counts = new Counts();

  /** Of each cell the amounts of all replicates, so that it is looked for once. */
  private final Map<Cell, long[]> drawn = new HashMap<>();

  private boolean givenUp;

  public Replicates(int number) {
    this(number, Integer.MAX_VALUE);
  }

  /**
   * Of nothing yet.
   *
   * @param cellsMax where counts have more cells than that, they are not replicated
   */
  public Replicates(int number, int cellsMax) {
    this.number = number;
    this.cellsMax = cellsMax;
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
    if (others.givenUp || !fits()) {
      giveUp();
    }
    others.drawn.forEach((cell, amounts) -> draw(cell, amounts, times));
  }

  /** Whether counts have so few cells that they are replicated. */
  public boolean fits() {
    return counts.size() <= cellsMax;
  }

  /** How many cells are replicated. */
  public int cells() {
    return givenUp ? 0 : counts.size();
  }

  /** Whether there are counts alone, as there were too many cells at some time. */
  public boolean isGivenUp() {
    return givenUp;
  }

  /** Leaves the counts alone. */
  public void giveUp() {
    givenUp = true;
    drawn.clear();
  }

  /** Adds a cell as it was written down. */
  public void add(Cell cell, Amount amount, long[] amounts) {
    counts.add(cell, amount);
    if (!fits()) {
      giveUp();
    }
    draw(cell, amounts, 1);
  }

  /** Shows all cells in which anything is. */
  public void each(CellReader reader) {
    Set<Cell> cells = new HashSet<>(drawn.keySet());
    cells.addAll(counts.cells().keySet());
    long[] none = new long[givenUp ? 0 : number * NUMBERS];
    for (Cell cell : cells) {
      reader.read(cell, counts.at(cell), drawn.getOrDefault(cell, none));
    }
  }

  /** They had these channels had these names all along; two may share one. */
  public Replicates renamed(UnaryOperator<String> name) {
    Replicates renamed = new Replicates(number, cellsMax);
    renamed.givenUp = givenUp;
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
    if (givenUp) {
      return;
    }
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

  /**
   * By several models: each replicate is put together once for all of them. Without intervals where
   * they were given up.
   */
  public List<Estimate> estimates(List<Model> models) {
    List<List<Contribution>> replicated = models.stream().map(m -> contributions()).toList();
    for (int i = 0; i < number && !givenUp; i++) {
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
        && givenUp == replicates.givenUp
        && counts.equals(replicates.counts)
        && IntStream.range(0, number).allMatch(i -> replicate(i).equals(replicates.replicate(i)));
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
