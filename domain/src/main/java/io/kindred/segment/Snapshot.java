/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A profile as it is seen from outside: its attributes as they stand, said of every moment, and its
 * events, which have their times.
 *
 * @param profile the merged attributes
 */
public record Snapshot(JsonNode profile, List<Subject.Occurrence> events) implements Subject {

  public Snapshot {
    events =
        events.stream().sorted(Comparator.comparingLong(Subject.Occurrence::timestamp)).toList();
  }

  /** Of events in any order, each with a {@code timestamp}. */
  public static Snapshot of(JsonNode profile, List<JsonNode> events) {
    List<Occurrence> occurrences = new ArrayList<>();
    for (JsonNode event : events) {
      Moment.Still moment = Calendar.UTC.read(event.path("timestamp"));
      long time = moment == null ? Slots.NO_TIME : moment.start();
      occurrences.add(new Occurrence(time, String.valueOf(occurrences.size()), event));
    }
    return new Snapshot(Values.value(profile), occurrences);
  }

  @Override
  public At attributes(long t) {
    return new At(profile, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public long earliest() {
    return Long.MIN_VALUE;
  }

  @Override
  public long latest() {
    return Long.MAX_VALUE;
  }
}
