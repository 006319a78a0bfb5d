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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/*
 * The periods of a unit divide time without a gap and without overlap, whatever the clocks of a
 * zone do, since each goes from one beginning to the next:
 *
 * - A day begins when its midnight strikes, for the first time if it does so twice, or where the
 *   clock is put forward over it, at the first instant after that. So it may have 23 hours or 25. A
 *   date that a zone leaves out has no day, and the one before it is followed by the one after it.
 * - Weeks, months and longer begin with their first day.
 * - An hour begins when the clock shows a full hour, and wherever the clock is put forward or back:
 *   where it is put back by an hour, the same hour comes twice. Minutes likewise.
 *
 * A zone with a fixed offset, UTC above all, does none of this, and is reckoned without asking for
 * its rules: an event is compared with the beginning of a day more often than with anything else.
 */
/** Days, weeks, months and longer, and the hours of the day, as they are counted in a time zone. */
record Calendar(ZoneId zone) {

  static final Calendar UTC = new Calendar(ZoneOffset.UTC);

  /** 1970-01-04, the first Sunday: weeks begin on Sundays. */
  private static final long FIRST_SUNDAY = 3 * 86_400_000L;

  /** What lies further from the epoch is a threshold that is never reached, or always was. */
  private static final long REACH = 10 * Moment.FURTHEST;

  /** Zones that never change their offset are one zone if it is the same. */
  Calendar {
    zone = zone.normalized();
  }

  // -- moments

  /** A date or a date and time in ISO 8601, or milliseconds since the epoch; else nothing. */
  Moment.@Nullable Still read(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return point(value.longValue());
    }
    return value.isTextual() ? read(value.textValue()) : null;
  }

  /** A date stands for its whole day; a time without an offset is one of this zone. */
  private Moment.@Nullable Still read(String text) {
    try {
      if (text.length() <= "2026-01-31".length()) {
        return day(LocalDate.parse(text));
      }
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return point(instant(parsed).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static Moment.@Nullable Still point(long millis) {
    boolean near = -Moment.FURTHEST <= millis && millis <= Moment.FURTHEST;
    return near ? new Moment.Point(millis) : null;
  }

  private Instant instant(TemporalAccessor parsed) {
    return parsed instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : Instant.from(parsed);
  }

  Moment.Day day(LocalDate date) {
    return new Moment.Day(date, start(date), start(date.plusDays(1)) - 1);
  }

  /** The date that a value says, or on which the moment lies that it says; else nothing. */
  @Nullable LocalDate dateOf(JsonNode value) {
    Moment.Still moment = read(value);
    if (moment == null) {
      return null;
    }
    return moment instanceof Moment.Day day ? day.date() : date(moment.start());
  }

  /** The date of the day that a moment lies in. */
  LocalDate date(long moment) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(moment), zone);
    if (zone instanceof ZoneOffset) {
      return date;
    }
    LocalDate next = date.plusDays(1);
    return start(next) <= moment ? next : date;
  }

  /** When a day begins. */
  private long start(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  // -- distances

  /**
   * So many units after a moment, kept within what a long can hold: of fixed length up to the week,
   * and from the month on at the same time of day, or where the clock leaves that out, later by as
   * much as it is put forward.
   */
  long plus(long moment, long amount, Unit unit) {
    try {
      return unit.isByCalendar()
          ? unit.after(Instant.ofEpochMilli(moment).atZone(zone), amount).toInstant().toEpochMilli()
          : Math.addExact(moment, Math.multiplyExact(amount, unit.length()));
    } catch (ArithmeticException | DateTimeException e) {
      return amount < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  // -- periods

  /** When the period of a unit began that a moment lies in. */
  long floor(long moment, Unit unit) {
    if (isBeyondReach(moment)) {
      return moment;
    }
    if (isOfDates(unit)) {
      return start(unit.first(date(moment)));
    }
    return zone instanceof ZoneOffset offset
        ? aligned(moment, unit, offset)
        : floorByClock(moment, unit);
  }

  /** When the first period begins that does so at or after a moment. */
  long ceiling(long moment, Unit unit) {
    return isBeyondReach(moment) ? moment : next(floor(moment - 1, unit), unit);
  }

  /** When the period begins that comes so many after the one that begins at {@code start}. */
  long shift(long start, int periods, Unit unit) {
    long shifted = start;
    for (int i = 0; i < periods && !isBeyondReach(shifted); i++) {
      shifted = next(shifted, unit);
    }
    for (int i = 0; i > periods && !isBeyondReach(shifted); i--) {
      shifted = floor(shifted - 1, unit);
    }
    return shifted;
  }

  /** When the period ends that begins at {@code start}, and the next one begins. */
  private long next(long start, Unit unit) {
    if (isOfDates(unit)) {
      return start(unit.next(unit.first(date(start))));
    }
    return zone instanceof ZoneOffset ? start + unit.length() : nextByClock(start, unit);
  }

  private boolean isOfDates(Unit unit) {
    return unit.isByCalendar() || (unit.isOfDays() && !(zone instanceof ZoneOffset));
  }

  private long floorByClock(long moment, Unit unit) {
    Instant at = Instant.ofEpochMilli(moment);
    long full = aligned(moment, unit, zone.getRules().getOffset(at));
    ZoneOffsetTransition put = zone.getRules().previousTransition(at.plusMillis(1));
    return put == null ? full : Math.max(full, put.getInstant().toEpochMilli());
  }

  private long nextByClock(long start, Unit unit) {
    Instant at = Instant.ofEpochMilli(start);
    long full = aligned(start, unit, zone.getRules().getOffset(at)) + unit.length();
    ZoneOffsetTransition put = zone.getRules().nextTransition(at);
    return put == null ? full : Math.min(full, put.getInstant().toEpochMilli());
  }

  private static long aligned(long moment, Unit unit, ZoneOffset offset) {
    long origin = (unit == Unit.WEEK ? FIRST_SUNDAY : 0) - offset.getTotalSeconds() * 1000L;
    return moment - Math.floorMod(moment - origin, unit.length());
  }

  private static boolean isBeyondReach(long moment) {
    return moment < -REACH || moment > REACH;
  }
}
