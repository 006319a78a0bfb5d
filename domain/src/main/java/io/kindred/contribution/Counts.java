/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/*
 * An abelian group: a sparse vector of whole numbers, whose sums do not depend on order, and from
 * which a journey that is restated can be taken away as if it had never been. A cell that comes to
 * zero is dropped, so that equal counts are equal objects. All sums are checked: counts that do not
 * fit are refused, never wrapped.
 */
/** All that models know of journeys. */
public final class Counts {

  private final Map<Cell.Group, Map<Cell, Amount>> groups = new HashMap<>();

  /** The counts of cells as they were written down. */
  public static Counts of(Map<Cell, Amount> cells) {
    Counts counts = new Counts();
    cells.forEach(counts::add);
    return counts;
  }

  public static Counts sum(Collection<Counts> parts) {
    Counts sum = new Counts();
    parts.forEach(sum::add);
    return sum;
  }

  public void add(Counts other) {
    add(other, 1);
  }

  public void subtract(Counts other) {
    add(other, -1);
  }

  /** Adds so many times; takes away where that is negative. */
  public void add(Counts other, long times) {
    if (times != 0) {
      other.each((cell, amount) -> add(cell, times == 1 ? amount : amount.times(times)));
    }
  }

  void add(Cell cell, Amount amount) {
    if (amount.isZero()) {
      return;
    }
    Map<Cell, Amount> group = groups.computeIfAbsent(cell.group(), g -> new HashMap<>());
    group.merge(cell, amount, Counts::sumOrNothing);
    if (group.isEmpty()) {
      groups.remove(cell.group());
    }
  }

  @SuppressWarnings("NullAway") // nothing is how a map is told to drop an entry
  private static Amount sumOrNothing(Amount one, Amount other) {
    Amount sum = one.plus(other);
    return sum.isZero() ? null : sum;
  }

  /** The counts had these channels had these names all along; two may share one. */
  public Counts renamed(UnaryOperator<String> name) {
    Counts renamed = new Counts();
    each((cell, amount) -> renamed.add(cell.renamed(name), amount));
    return renamed;
  }

  /** All cells that hold something. */
  public Map<Cell, Amount> cells() {
    Map<Cell, Amount> cells = new HashMap<>();
    groups.values().forEach(cells::putAll);
    return cells;
  }

  public Amount at(Cell cell) {
    return group(cell.group()).getOrDefault(cell, Amount.ZERO);
  }

  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /** How many cells hold something. */
  int size() {
    int size = 0;
    for (Map<Cell, Amount> group : groups.values()) {
      size += group.size();
    }
    return size;
  }

  /** Shows each cell of a kind. */
  <C extends Cell> void each(Class<C> kind, BiConsumer<C, Amount> reader) {
    each(kind, 0, reader);
  }

  /** Shows each cell of a chain's order. */
  <C extends Cell> void each(Class<C> kind, int order, BiConsumer<C, Amount> reader) {
    group(new Cell.Group(kind, order))
        .forEach((cell, amount) -> reader.accept(kind.cast(cell), amount));
  }

  private void each(BiConsumer<Cell, Amount> reader) {
    groups.values().forEach(group -> group.forEach(reader));
  }

  private Map<Cell, Amount> group(Cell.Group group) {
    return groups.getOrDefault(group, Map.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts counts && groups.equals(counts.groups);
  }

  @Override
  public int hashCode() {
    return groups.hashCode();
  }

  @Override
  public String toString() {
    return cells().toString();
  }
}
