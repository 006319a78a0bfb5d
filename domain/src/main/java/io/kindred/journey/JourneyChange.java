/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A journey that came, went, or is another than it was.
 *
 * @param told what was told of it before
 */
public record JourneyChange(String id, Optional<Told> told, Optional<Journey> after) {

  /**
   * What has to be told, by id, where some journeys were told and others stand. Of those that are
   * settled nothing is.
   */
  public static List<JourneyChange> between(
      SortedMap<String, Told> told, SortedMap<String, Journey> standing, Span span) {
    SortedSet<String> ids = new TreeSet<>(told.keySet());
    ids.addAll(standing.keySet());
    List<JourneyChange> changes = new ArrayList<>();
    for (String id : ids) {
      Optional<Told> was = Optional.ofNullable(told.get(id));
      Optional<Journey> is = Optional.ofNullable(standing.get(id));
      boolean settled = was.map(before -> before.time() < span.settled()).orElse(false);
      if (!settled && !was.equals(is.map(Told::of))) {
        changes.add(new JourneyChange(id, was, is));
      }
    }
    return changes;
  }

  /** The kind of conversion. */
  public String conversion() {
    return after
        .map(Journey::conversion)
        .or(() -> told.map(Told::conversion))
        .orElseThrow(() -> new IllegalStateException("nothing changed: " + id));
  }
}
