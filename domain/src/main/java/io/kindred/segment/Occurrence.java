/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

/** How a moment occurs, as it is written after {@code occurs} or in {@code WHEN}. */
sealed interface Occurrence {

  /** {@code <= 7 days before now}; {@code direction} is before, after or from. */
  record Within(Comparison comparison, long amount, Unit unit, String direction, Syntax time)
      implements Occurrence {
    boolean before() {
      return direction.equals("before");
    }
  }

  /** {@code before now}, {@code after now}. */
  record Beside(boolean before, Syntax time) implements Occurrence {}

  /** {@code between a and b}. */
  record Between(Syntax from, Syntax to) implements Occurrence {}

  /** {@code on date(2026, 1, 31)}, {@code last week}. */
  record On(Syntax time) implements Occurrence {}
}
