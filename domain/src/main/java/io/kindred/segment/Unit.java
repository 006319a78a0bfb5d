/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A unit of time: of fixed length up to the week, by the calendar from the month on. */
enum Unit {
  MILLISECOND(ChronoUnit.MILLIS, 1),
  SECOND(ChronoUnit.SECONDS, 1),
  MINUTE(ChronoUnit.MINUTES, 1),
  HOUR(ChronoUnit.HOURS, 1),
  DAY(ChronoUnit.DAYS, 1),
  WEEK(ChronoUnit.WEEKS, 1),
  MONTH(ChronoUnit.MONTHS, 1),
  YEAR(ChronoUnit.YEARS, 1),
  DECADE(ChronoUnit.YEARS, 10),
  CENTURY(ChronoUnit.YEARS, 100),
  MILLENNIUM(ChronoUnit.YEARS, 1000);

  private final ChronoUnit chrono;
  private final int times;

  Unit(ChronoUnit chrono, int times) {
    this.chrono = chrono;
    this.times = times;
  }

  /** By name, singular or plural, in any case: also {@code millenniums}. */
  static Optional<Unit> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(u -> List.of(u.singular(), u.plural(), u.singular() + "s").contains(lower))
        .findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Unit::plural).collect(Collectors.joining(", "));
  }

  /** So many units after a moment. */
  ZonedDateTime after(ZonedDateTime moment, long amount) {
    return moment.plus(Math.multiplyExact(amount, times), chrono);
  }

  /** The first day of the period that a day lies in, of days and longer. */
  LocalDate first(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.minusDays(day.getDayOfWeek().getValue() % DayOfWeek.SUNDAY.getValue());
      case MONTH -> day.withDayOfMonth(1);
      default -> LocalDate.of(day.getYear() - Math.floorMod(day.getYear(), times), 1, 1);
    };
  }

  /** The first day of the next period. */
  LocalDate next(LocalDate first) {
    return first.plus(times, chrono);
  }

  /** Whether its length depends on when it is. */
  boolean isByCalendar() {
    return compareTo(MONTH) >= 0;
  }

  /** Whether its periods are made of whole days. */
  boolean isOfDays() {
    return compareTo(DAY) >= 0;
  }

  /** In milliseconds, up to the week. */
  long length() {
    return chrono.getDuration().toMillis();
  }

  String singular() {
    return name().toLowerCase(Locale.ROOT);
  }

  String plural() {
    return switch (this) {
      case CENTURY -> "centuries";
      case MILLENNIUM -> "millennia";
      default -> singular() + "s";
    };
  }
}
