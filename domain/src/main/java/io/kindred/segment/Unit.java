/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A unit of time: of fixed length up to the week, by the calendar from the month on. UTC. */
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

  /** 1970-01-04, the first Sunday: weeks begin on Sundays. */
  private static final long FIRST_SUNDAY = 3 * 86_400_000L;

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

  /** So many units after a moment, kept within what a long can hold. */
  long plus(long moment, long amount) {
    try {
      return byCalendar()
          ? millis(utc(moment).plus(Math.multiplyExact(amount, times), chrono))
          : Math.addExact(moment, Math.multiplyExact(amount, length()));
    } catch (ArithmeticException | DateTimeException e) {
      return amount < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** When the period of this unit began that a moment lies in. */
  long floor(long moment) {
    if (byCalendar()) {
      return floorByCalendar(moment);
    }
    long origin = this == WEEK ? FIRST_SUNDAY : 0;
    return moment - Math.floorMod(moment - origin, length());
  }

  /** When the first period begins that does so at or after a moment. */
  long ceiling(long moment) {
    long floor = floor(moment);
    return floor == moment ? moment : plus(floor, 1);
  }

  private long floorByCalendar(long moment) {
    LocalDate date = utc(moment).toLocalDate();
    LocalDate first =
        this == MONTH
            ? date.withDayOfMonth(1)
            : LocalDate.of(date.getYear() - Math.floorMod(date.getYear(), times), 1, 1);
    return millis(first.atStartOfDay());
  }

  private boolean byCalendar() {
    return compareTo(MONTH) >= 0;
  }

  private long length() {
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

  private static LocalDateTime utc(long moment) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(moment), ZoneOffset.UTC);
  }

  private static long millis(LocalDateTime utc) {
    return utc.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
