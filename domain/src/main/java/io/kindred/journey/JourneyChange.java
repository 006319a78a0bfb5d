/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** A journey that came, went, or is another than it was. */
public record JourneyChange(String id, Optional<Journey> before, Optional<Journey> after) {

  /** What turns one set of journeys into another, by id. */
  public static List<JourneyChange> between(
      SortedMap<String, Journey> before, SortedMap<String, Journey> after) {
    SortedSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<JourneyChange> changes = new ArrayList<>();
    for (String id : ids) {
      if (!Objects.equals(before.get(id), after.get(id))) {
        changes.add(
            new JourneyChange(
                id, Optional.ofNullable(before.get(id)), Optional.ofNullable(after.get(id))));
      }
    }
    return changes;
  }
}
