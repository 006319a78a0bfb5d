/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.Event;
import io.kindred.fragment.XdmJson;
import io.kindred.segment.Subject.Occurrence;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The events of a profile, ascending by timestamp and id, each once. A document is parsed when its
 * event is first looked at, and then kept: of thousands of events few are.
 */
final class Occurrences extends AbstractList<Occurrence> implements RandomAccess {

  /** The document last, so that of two events of one id and time it is always the same one. */
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::getTimestamp)
          .thenComparing(Event::getId)
          .thenComparing(Event::getDocument);

  private final List<Event> events;
  private final @Nullable Occurrence[] seen;

  Occurrences(Collection<Event> inAnyOrder) {
    List<Event> sorted = new ArrayList<>(inAnyOrder);
    sorted.sort(ORDER);
    events = new ArrayList<>(sorted.size());
    for (Event event : sorted) {
      if (events.isEmpty() || !isSame(events.get(events.size() - 1), event)) {
        events.add(event);
      }
    }
    seen = new Occurrence[events.size()];
  }

  private static boolean isSame(Event a, Event b) {
    return a.getTimestamp() == b.getTimestamp() && a.getId().equals(b.getId());
  }

  @Override
  public Occurrence get(int index) {
    Occurrence occurrence = seen[index];
    if (occurrence == null) {
      Event event = events.get(index);
      JsonNode document = XdmJson.read(event.getDocument());
      occurrence = new Occurrence(event.getTimestamp(), event.getId(), document);
      seen[index] = occurrence;
    }
    return occurrence;
  }

  @Override
  public int size() {
    return events.size();
  }

  /** {@code Long.MAX_VALUE} where there is none. */
  long earliest() {
    return events.isEmpty() ? Long.MAX_VALUE : events.get(0).getTimestamp();
  }

  /** {@code Long.MIN_VALUE} where there is none. */
  long latest() {
    return events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).getTimestamp();
  }
}
