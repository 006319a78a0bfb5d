/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Zones, and a midnight or another moment at which clocks do something there. */
record SomeTime(ZoneId zone, long moment) {

  /** The midnight that ends February 2026 and, being a Saturday's end, a week. */
  private static final SomeTime IN_UTC = at("UTC", "2026-03-01T00:00:00Z");

  private static final List<SomeTime> ELSEWHERE =
      List.of(
          at("Europe/Berlin", "2026-02-28T23:00:00Z"),
          at("Europe/Berlin", "2026-03-29T01:00:00Z"),
          at("Europe/Berlin", "2026-03-29T22:00:00Z"),
          at("Europe/Berlin", "2026-10-25T01:00:00Z"),
          at("America/New_York", "2026-11-01T04:00:00Z"),
          at("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
          at("America/Havana", "2025-11-02T05:00:00Z"),
          at("America/St_Johns", "2010-11-07T02:31:00Z"),
          at("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
          at("Pacific/Apia", "2011-12-30T10:00:00Z"),
          at("Asia/Kolkata", "2026-02-28T18:30:00Z"));

  private static SomeTime at(String zone, String instant) {
    return new SomeTime(ZoneId.of(zone), Instant.parse(instant).toEpochMilli());
  }

  static SomeTime any(Random random) {
    return random.nextBoolean() ? IN_UTC : ELSEWHERE.get(random.nextInt(ELSEWHERE.size()));
  }

  /** Mostly this zone, so that it says something about the moment. */
  SegmentDefinition segment(String id, String pql, Random random) {
    ZoneId of = random.nextInt(4) == 0 ? ZoneId.of("Europe/Berlin") : zone;
    return new SegmentDefinition(id, id, pql, of, true);
  }
}
