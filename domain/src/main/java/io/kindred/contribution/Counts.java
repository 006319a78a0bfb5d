/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Collection;
import java.util.Collections;
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

  private final Map<Cell, Amount> cells = new HashMap<>();

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
    other.cells.forEach(this::add);
  }

  public void subtract(Counts other) {
    add(other, -1);
  }

  /** Adds so many times; takes away where that is negative. */
  public void add(Counts other, long times) {
    if (times != 0) {
      other.cells.forEach((cell, amount) -> add(cell, amount.times(times)));
    }
  }

  void add(Cell cell, Amount amount) {
    if (!amount.isZero()) {
      cells.merge(cell, amount, Counts::sumOrNothing);
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
    cells.forEach((cell, amount) -> renamed.add(cell.renamed(name), amount));
    return renamed;
  }

  public Map<Cell, Amount> cells() {
    return Collections.unmodifiableMap(cells);
  }

  public Amount at(Cell cell) {
    return cells.getOrDefault(cell, Amount.ZERO);
  }

  public boolean isEmpty() {
    return cells.isEmpty();
  }

  /** Shows each cell of a kind. */
  <C extends Cell> void each(Class<C> kind, BiConsumer<C, Amount> reader) {
    cells.forEach(
        (cell, amount) -> {
          if (kind.isInstance(cell)) {
            reader.accept(kind.cast(cell), amount);
          }
        });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts counts && cells.equals(counts.cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  @Override
  public String toString() {
    return cells.toString();
  }
}
