/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindred.segment.Evaluation.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {

  private static final Calendar BERLIN = in("Europe/Berlin");

  private static Calendar in(String zone) {
    return new Calendar(ZoneId.of(zone));
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static String shown(long moment) {
    return Instant.ofEpochMilli(moment).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, DAY, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "Europe/Berlin, DAY, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "Europe/Berlin, WEEK, 2026-04-01T12:00:00Z, 2026-03-28T23:00:00Z, 2026-04-04T22:00:00Z",
    "Europe/Berlin, MONTH, 2026-03-31T22:00:00Z, 2026-03-31T22:00:00Z, 2026-04-30T22:00:00Z",
    "Europe/Berlin, YEAR, 2026-12-31T23:00:00Z, 2026-12-31T23:00:00Z, 2027-12-31T23:00:00Z",
    "Europe/Berlin, HOUR, 2026-10-25T00:30:00Z, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
    "Europe/Berlin, HOUR, 2026-10-25T01:30:00Z, 2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z",
    "America/Sao_Paulo, DAY, 2018-11-04T12:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
    "America/Havana, DAY, 2025-11-02T05:30:00Z, 2025-11-02T04:00:00Z, 2025-11-03T05:00:00Z",
    "America/St_Johns, DAY, 2010-11-07T03:00:00Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
    "Australia/Lord_Howe, HOUR, 2026-04-04T14:59:00Z, 2026-04-04T14:00:00Z, 2026-04-04T15:00:00Z",
    "Australia/Lord_Howe, HOUR, 2026-04-04T15:00:00Z, 2026-04-04T15:00:00Z, 2026-04-04T15:30:00Z",
    "Pacific/Apia, DAY, 2011-12-30T09:00:00Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
    "Asia/Kolkata, HOUR, 2026-03-01T12:00:00Z, 2026-03-01T11:30:00Z, 2026-03-01T12:30:00Z",
    "UTC, WEEK, 2026-03-11T12:00:00Z, 2026-03-08T00:00:00Z, 2026-03-15T00:00:00Z",
  })
  void floor_isWhenThePeriodBegins(
      String zone, Unit unit, String moment, String begins, String nextBegins) {
    long begun = in(zone).floor(at(moment), unit);

    assertThat(shown(begun)).isEqualTo(begins);
    assertThat(shown(in(zone).shift(begun, 1, unit))).isEqualTo(nextBegins);
    assertThat(in(zone).shift(at(nextBegins), -1, unit)).isEqualTo(begun);
    assertThat(in(zone).ceiling(begun, unit)).isEqualTo(begun);
    assertThat(shown(in(zone).ceiling(begun + 1, unit))).isEqualTo(nextBegins);
  }

  /** Whatever clocks do: each moment lies in one period, which ends where the next one begins. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-10-24T00:00:00Z",
    "America/St_Johns, 2010-11-06T00:00:00Z",
    "America/Havana, 2025-11-01T00:00:00Z",
    "Australia/Lord_Howe, 2026-04-03T00:00:00Z",
    "America/Sao_Paulo, 2018-11-03T00:00:00Z",
    "Pacific/Apia, 2011-12-29T00:00:00Z",
    "America/Juneau, 1867-10-17T00:00:00Z"
  })
  void periods_divideTime(String zone, String from) {
    Calendar calendar = in(zone);
    for (Unit unit : List.of(Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.WEEK, Unit.MONTH)) {
      long before = calendar.floor(at(from), unit);
      for (long t = at(from); t < at(from) + Duration.ofDays(4).toMillis(); t += 61_001) {
        long begun = calendar.floor(t, unit);
        assertThat(begun).isLessThanOrEqualTo(t).isGreaterThanOrEqualTo(before);
        assertThat(calendar.shift(begun, 1, unit)).as("%s at %s", unit, shown(t)).isGreaterThan(t);
        assertThat(calendar.floor(begun, unit)).isEqualTo(begun);
        before = begun;
      }
    }
  }

  @Test
  void plus_keepsTheTimeOfDay() {
    assertThat(shown(BERLIN.plus(at("2026-02-28T23:00:00Z"), 1, Unit.MONTH)))
        .isEqualTo("2026-03-31T22:00:00Z");
    assertThat(shown(BERLIN.plus(at("2026-01-31T11:00:00Z"), 1, Unit.MONTH)))
        .isEqualTo("2026-02-28T11:00:00Z");
    assertThat(shown(BERLIN.plus(at("2026-02-28T01:30:00Z"), 13, Unit.MONTH)))
        .as("2027-03-28 02:30 is left out")
        .isEqualTo("2027-03-28T01:30:00Z");
  }

  @Test
  void plus_countsDaysAsInstants() {
    assertThat(shown(BERLIN.plus(at("2026-03-28T12:00:00Z"), 1, Unit.DAY)))
        .isEqualTo("2026-03-29T12:00:00Z");
  }

  @Test
  void thresholds_beyondReachStayThere() {
    for (Unit unit : Unit.values()) {
      assertThat(BERLIN.ceiling(Long.MIN_VALUE, unit)).isEqualTo(Long.MIN_VALUE);
      assertThat(BERLIN.floor(Long.MAX_VALUE, unit)).isEqualTo(Long.MAX_VALUE);
      assertThat(Calendar.UTC.shift(Long.MIN_VALUE, -1, unit)).isEqualTo(Long.MIN_VALUE);
      assertThat(Calendar.UTC.shift(Long.MAX_VALUE, 1, unit)).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void read_takesADateForItsWholeDay() {
    Moment.Still day = BERLIN.read(TextNode.valueOf("2026-03-29"));

    assertThat(day)
        .isEqualTo(
            new Moment.Day(
                LocalDate.of(2026, 3, 29),
                at("2026-03-28T23:00:00Z"),
                at("2026-03-29T22:00:00Z") - 1));
    assertThat(BERLIN.read(TextNode.valueOf("2026-03-29T09:00:00")))
        .isEqualTo(new Moment.Point(at("2026-03-29T07:00:00Z")));
    assertThat(BERLIN.read(TextNode.valueOf("2026-03-29T09:00:00Z")))
        .isEqualTo(new Moment.Point(at("2026-03-29T09:00:00Z")));
  }

  @Test
  void fixedZones_areOneIfTheirOffsetIs() {
    assertThat(in("Etc/UTC")).isEqualTo(Calendar.UTC).isEqualTo(in("GMT"));
    assertThat(BERLIN).isNotEqualTo(in("Europe/Paris"));
  }

  /**
   * At 23:30 of 31 December in UTC it is 00:30 of the next year in Berlin, and 18:30 in New York.
   */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Europe/Berlin | t occurs today | true",
        "Europe/Berlin | t occurs this year | true",
        "UTC | t occurs this year | true",
        "America/New_York | t occurs this year | true",
        "Europe/Berlin | u occurs yesterday and u occurs last year | true",
        "UTC | u occurs today | true",
        "Europe/Berlin | t occurs on date(2026, 1, 1) and t = date(2026, 1, 1) | true",
        "UTC | t occurs on date(2026, 1, 1) | false",
        "Europe/Berlin | u occurs between date(2025, 12, 30) and date(2025, 12, 31) | true",
        "Europe/Berlin | t occurs between date(2025, 12, 30) and date(2025, 12, 31) | false",
        "Europe/Berlin | t occurs on d | true",
        "UTC | t occurs on d | false",
        "Europe/Berlin | d occurs after now | false",
        "UTC | d occurs after now | true",
        "Europe/Berlin | t.getYear() | 2026",
        "UTC | t.getYear() | 2025",
        "Europe/Berlin | d.getDayOfMonth() + d.getMonth() | 2",
        "Pacific/Apia | w.getDayOfMonth() | 30",
        "Europe/Berlin | currentYear() | 2026",
        "America/New_York | currentDayOfMonth() | 31",
        "Europe/Berlin | today | \"2025-12-31T23:00:00Z\"",
        "Europe/Berlin | [date(2026, 1, 1)] | [\"2026-01-01\"]",
        "Europe/Berlin | date(2026, 1, 1) | \"2026-01-01\"",
        "Europe/Berlin | t occurs on '2026-01-01T00:15:00' | true",
        "UTC | t occurs on '2025-12-31T23:15:00' | true",
        "Europe/Berlin | v occurs = 1 month before '2026-03-31T22:30:00Z' | true",
        "UTC | v occurs = 1 month before '2026-03-31T22:30:00Z' | true",
        "Europe/Berlin | v occurs <= 1 month before '2026-03-31T22:00:00Z' | true",
        "UTC | v occurs <= 1 month before '2026-03-31T22:00:00Z' | false",
      })
  void expression_isByTheCalendarOfItsZone(String zone, String pql, String expected)
      throws Exception {
    JsonNode profile =
        FakeSubject.json(
            """
            {"t": "2025-12-31T23:15:00Z", "u": "2025-12-31T22:45:00Z", "d": "2026-01-01",
             "v": "2026-02-28T23:00:00Z", "w": "2011-12-30"}
            """);
    Given given = new Given(profile, List.of(), at("2025-12-31T23:30:00Z"), Map.of(), Set.of());

    JsonNode value = Evaluation.of(pql, ZoneId.of(zone), given).value();

    assertThat(Comparison.same(value, FakeSubject.json(expected))).as("is %s", value).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {253_402_300_800_000L, Long.MAX_VALUE, -253_402_300_800_000L, Long.MIN_VALUE})
  void read_knowsNothingBeyondTheYear9999(long millis) {
    assertThat(Calendar.UTC.read(LongNode.valueOf(millis))).isNull();
  }
}
