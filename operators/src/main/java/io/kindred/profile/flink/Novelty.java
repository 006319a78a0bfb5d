/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.Event;
import java.util.List;
import java.util.Set;

/**
 * What a change of a fragment brings to a profile.
 *
 * @param events that were not there
 * @param attributes names of fields at the root that have a version more or less
 * @param attributesFrom time of the earliest of these versions
 * @param members whether there is another member
 * @param unordered whether facts have gone or come in some other way: only all of them tell where
 *     the profile stands
 */
record Novelty(
    List<Event> events,
    Set<String> attributes,
    long attributesFrom,
    boolean members,
    boolean unordered) {

  /** Only time has passed. */
  static final Novelty NONE = new Novelty(List.of(), Set.of(), Long.MAX_VALUE, false, false);

  /** A fragment came or went as a whole. */
  static final Novelty FRAGMENT = new Novelty(List.of(), Set.of(), Long.MAX_VALUE, true, true);

  /** Time of the earliest new fact; the greatest long where there is none. */
  long from() {
    long first = unordered ? Long.MIN_VALUE : attributesFrom;
    for (Event event : events) {
      first = Math.min(first, event.getTimestamp());
    }
    return first;
  }

  /** Whether the attributes, or those who have them, are others than before. */
  boolean isShown() {
    return members || !attributes.isEmpty();
  }
}
