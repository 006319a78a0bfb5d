/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Optional;

/** The period of the calendar that many after the present one, whichever calendar it is. */
record Period(Unit unit, int offset) {

  /** Now, as a period of the smallest unit. */
  static final Period NOW = new Period(Unit.MILLISECOND, 0);

  /** The present day. */
  static final Period TODAY = new Period(Unit.DAY, 0);

  /** By its words in lower case: {@code now}, {@code today}, {@code last week}. */
  static Optional<Period> named(String words) {
    int space = words.indexOf(' ');
    if (space < 0) {
      return switch (words) {
        case "now" -> Optional.of(NOW);
        case "yesterday" -> Optional.of(new Period(Unit.DAY, -1));
        case "today" -> Optional.of(TODAY);
        case "tomorrow" -> Optional.of(new Period(Unit.DAY, 1));
        default -> Optional.empty();
      };
    }
    Optional<Unit> unit = Unit.named(words.substring(space + 1));
    return switch (words.substring(0, space)) {
      case "last" -> unit.map(of -> new Period(of, -1));
      case "this" -> unit.map(of -> new Period(of, 0));
      case "next" -> unit.map(of -> new Period(of, 1));
      default -> Optional.empty();
    };
  }

  /**
   * As it moves in a calendar. Seconds and shorter are the same in all, and so is what they say.
   */
  Moment.Moving in(Calendar calendar) {
    boolean sameInAll = unit.compareTo(Unit.SECOND) <= 0;
    return new Moment.Moving(this, sameInAll ? Calendar.UTC : calendar);
  }
}
