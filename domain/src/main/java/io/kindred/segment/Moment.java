/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.time.LocalDate;

/** A point or a stretch of time that something is compared with. */
sealed interface Moment {

  /** No timestamp lies further from the epoch: the end of the year 9999. */
  long FURTHEST = 253_402_300_799_999L;

  /** Whether it begins at {@code c} or later. */
  boolean beginsFrom(long c, Clock clock);

  /** Whether it ends at {@code c} or later. */
  boolean endsFrom(long c, Clock clock);

  /** What does not move with the clock. */
  sealed interface Still extends Moment {

    /** Its first millisecond. */
    long start();

    /** Its last millisecond. */
    long end();

    @Override
    default boolean beginsFrom(long c, Clock clock) {
      return start() >= c;
    }

    @Override
    default boolean endsFrom(long c, Clock clock) {
      return end() >= c;
    }
  }

  /** One millisecond. */
  record Point(long start) implements Still {
    @Override
    public long end() {
      return start;
    }
  }

  /** From one millisecond to another. */
  record Span(long start, long end) implements Still {}

  /** The whole day of a date, from when it begins until when it ends in a calendar. */
  record Day(LocalDate date, long start, long end) implements Still {}

  /**
   * A period of a calendar. What moves with the clock is turned around here: the question becomes
   * whether now has reached a threshold that stands still.
   */
  record Moving(Period period, Calendar calendar) implements Moment {

    /** When it begins. It stays so until the next period of its unit does. */
    long start(Clock clock) {
      long begun = calendar.floor(clock.now(), period.unit());
      clock.within(begun, calendar.shift(begun, 1, period.unit()) - 1);
      return calendar.shift(begun, period.offset(), period.unit());
    }

    /** The period that it is now. */
    Still now(Clock clock) {
      long start = start(clock);
      return new Span(start, calendar.shift(start, 1, period.unit()) - 1);
    }

    /** The date on which it begins; stays so as long as {@link #start} does. */
    LocalDate date(Clock clock) {
      return calendar.date(start(clock));
    }

    @Override
    public boolean beginsFrom(long c, Clock clock) {
      return clock.reached(before(calendar.ceiling(c, period.unit())));
    }

    @Override
    public boolean endsFrom(long c, Clock clock) {
      return clock.reached(before(calendar.floor(c, period.unit())));
    }

    /** When what is now the present period becomes the one that begins at {@code start}. */
    private long before(long start) {
      return calendar.shift(start, -period.offset(), period.unit());
    }
  }
}
