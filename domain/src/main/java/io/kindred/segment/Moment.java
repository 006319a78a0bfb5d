/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point or a stretch of time that something is compared with. */
sealed interface Moment {

  /** Now, as a period of the smallest unit. */
  Moving NOW = new Moving(Unit.MILLISECOND, 0);

  /** The present day. */
  Moving TODAY = new Moving(Unit.DAY, 0);

  /** No timestamp lies further from the epoch: the end of the year 9999. */
  long FURTHEST = 253_402_300_799_999L;

  /** Whether it begins at {@code c} or later. */
  boolean beginsFrom(long c, Clock clock);

  /** Whether it ends at {@code c} or later. */
  boolean endsFrom(long c, Clock clock);

  /** From one millisecond to another, both included. */
  record Fixed(long start, long end) implements Moment {

    static Fixed day(LocalDate date) {
      long start = date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
      return new Fixed(start, Unit.DAY.plus(start, 1) - 1);
    }

    /** The day it begins on, in ISO 8601. */
    String date() {
      return Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Override
    public boolean beginsFrom(long c, Clock clock) {
      return start >= c;
    }

    @Override
    public boolean endsFrom(long c, Clock clock) {
      return end >= c;
    }
  }

  /**
   * The calendar period that many after the present one. What moves with the clock is turned around
   * here: the question becomes whether now has reached a threshold that stands still.
   */
  record Moving(Unit unit, int offset) implements Moment {

    /** By its words in lower case: {@code now}, {@code today}, {@code last week}. */
    static Optional<Moving> named(String words) {
      int space = words.indexOf(' ');
      if (space < 0) {
        return switch (words) {
          case "now" -> Optional.of(NOW);
          case "yesterday" -> Optional.of(new Moving(Unit.DAY, -1));
          case "today" -> Optional.of(new Moving(Unit.DAY, 0));
          case "tomorrow" -> Optional.of(new Moving(Unit.DAY, 1));
          default -> Optional.empty();
        };
      }
      Optional<Unit> unit = Unit.named(words.substring(space + 1));
      return switch (words.substring(0, space)) {
        case "last" -> unit.map(of -> new Moving(of, -1));
        case "this" -> unit.map(of -> new Moving(of, 0));
        case "next" -> unit.map(of -> new Moving(of, 1));
        default -> Optional.empty();
      };
    }

    /** When it begins. It stays so until the next unit of time does. */
    long start(Clock clock) {
      long begun = unit.floor(clock.now());
      clock.within(begun, unit.plus(begun, 1) - 1);
      return unit.plus(begun, offset);
    }

    @Override
    public boolean beginsFrom(long c, Clock clock) {
      return clock.reached(unit.plus(unit.ceiling(c), -offset));
    }

    @Override
    public boolean endsFrom(long c, Clock clock) {
      return clock.reached(unit.plus(unit.floor(c), -offset));
    }
  }

  /** A date or a date and time in ISO 8601, or milliseconds since the epoch; else nothing. */
  static @Nullable Fixed read(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return point(value.longValue());
    }
    return value.isTextual() ? read(value.textValue()) : null;
  }

  /** A date stands for its whole day; without an offset, a time is UTC. */
  private static @Nullable Fixed read(String text) {
    try {
      if (text.length() <= "2026-01-31".length()) {
        return Fixed.day(LocalDate.parse(text));
      }
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return point(instant(parsed).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Fixed point(long millis) {
    return Math.abs(millis) <= FURTHEST ? new Fixed(millis, millis) : null;
  }

  private static Instant instant(TemporalAccessor parsed) {
    return parsed instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : Instant.from(parsed);
  }
}
