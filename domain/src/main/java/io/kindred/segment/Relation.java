/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

/** How a moment on the left of {@code occurs} stands to the one on the right. */
sealed interface Relation {

  /** Of two that move with the clock, the right one is taken as it is now. */
  boolean holds(Moment left, Moment right, Clock clock);

  /** Order alone; a day on the right counts as a whole. */
  enum Order implements Relation {
    BEFORE,
    AFTER,
    ON,
    NOT_BEFORE,
    NOT_AFTER,
    NOT_ON;

    @Override
    public boolean holds(Moment left, Moment right, Clock clock) {
      return switch (this) {
        case BEFORE -> before(left, right, clock);
        case AFTER -> after(left, right, clock);
        case ON -> !before(left, right, clock) && !after(left, right, clock);
        case NOT_BEFORE -> !before(left, right, clock);
        case NOT_AFTER -> !after(left, right, clock);
        case NOT_ON -> before(left, right, clock) || after(left, right, clock);
      };
    }

    private static boolean before(Moment left, Moment right, Clock clock) {
      return left instanceof Moment.Still x
          ? right.beginsFrom(x.start() + 1, clock)
          : !left.beginsFrom(still(right, clock).start(), clock);
    }

    private static boolean after(Moment left, Moment right, Clock clock) {
      return left instanceof Moment.Still x
          ? !right.endsFrom(x.start(), clock)
          : left.beginsFrom(still(right, clock).end() + 1, clock);
    }
  }

  /**
   * A distance before or after. It is counted from the side that stands still, so that by the
   * calendar, too, a moment enters and leaves a window once.
   */
  record Window(Comparison comparison, long amount, Unit unit, boolean before, Calendar calendar)
      implements Relation {

    /** What is of fixed length is the same in every calendar. */
    static Window of(Occurrence.Within within, Calendar calendar) {
      return new Window(
          within.comparison(),
          within.amount(),
          within.unit(),
          within.before(),
          within.unit().isByCalendar() ? calendar : Calendar.UTC);
    }

    @Override
    public boolean holds(Moment left, Moment right, Clock clock) {
      return left instanceof Moment.Still x
          ? holds(x.start(), right, before, clock)
          : holds(still(right, clock).start(), left, !before, clock);
    }

    private boolean holds(long x, Moment other, boolean earlier, Clock clock) {
      return earlier ? holdsBefore(x, other, clock) : holdsAfter(x, other, clock);
    }

    private boolean holdsBefore(long x, Moment other, Clock clock) {
      return other.beginsFrom(x, clock)
          && switch (comparison) {
            case AT_MOST -> !other.beginsFrom(next(end(x, amount)), clock);
            case BELOW -> !other.beginsFrom(end(x, amount), clock);
            case ABOVE -> other.beginsFrom(next(end(x, amount)), clock);
            case AT_LEAST -> other.beginsFrom(end(x, amount), clock);
            case EQUAL -> whole(x, other, clock);
            case UNEQUAL -> !whole(x, other, clock);
          };
    }

    private boolean whole(long x, Moment other, Clock clock) {
      return other.beginsFrom(end(x, amount), clock)
          && !other.beginsFrom(end(x, amount + 1), clock);
    }

    private boolean holdsAfter(long x, Moment other, Clock clock) {
      return !other.beginsFrom(next(x), clock)
          && switch (comparison) {
            case AT_MOST -> other.beginsFrom(end(x, -amount), clock);
            case BELOW -> other.beginsFrom(next(end(x, -amount)), clock);
            case ABOVE -> !other.beginsFrom(end(x, -amount), clock);
            case AT_LEAST -> !other.beginsFrom(next(end(x, -amount)), clock);
            case EQUAL -> wholeAfter(x, other, clock);
            case UNEQUAL -> !wholeAfter(x, other, clock);
          };
    }

    private boolean wholeAfter(long x, Moment other, Clock clock) {
      return !other.beginsFrom(next(end(x, -amount)), clock)
          && other.beginsFrom(next(end(x, -amount - 1)), clock);
    }

    private long end(long x, long units) {
      return calendar.plus(x, units, unit);
    }

    private static long next(long moment) {
      return moment == Long.MAX_VALUE ? moment : moment + 1;
    }
  }

  private static Moment.Still still(Moment moment, Clock clock) {
    return moment instanceof Moment.Still still ? still : ((Moment.Moving) moment).now(clock);
  }
}
