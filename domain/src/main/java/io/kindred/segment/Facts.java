/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.segment.Subject.Occurrence;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A subject during one walk: remembers which events satisfy which predicate, and the attributes
 * asked for last. Neighbouring moments and segments with equal predicates share the answers.
 */
final class Facts {

  private final LongFunction<Subject.At> attributesAt;
  private final Selected selected;
  private Subject.@Nullable At attributes;

  /** Where the events of a selection come from. */
  interface Selected {

    /**
     * Ascending by time.
     *
     * @param satisfies whether one belongs to it, should that not be known
     * @param now the moment at which they are looked at
     */
    EventList events(Selection.Events selection, Predicate<Occurrence> satisfies, long now);
  }

  Facts(LongFunction<Subject.At> attributesAt, Selected selected) {
    this.attributesAt = attributesAt;
    this.selected = selected;
  }

  Facts(Subject subject) {
    this(subject, false);
  }

  /** With events that are yet to come where farsighted. */
  Facts(Subject subject, boolean farsighted) {
    this(subject::attributes, searching(subject.events(), farsighted));
  }

  private static Selected searching(List<Occurrence> events, boolean farsighted) {
    IdentityHashMap<Selection.Events, EventList> matching = new IdentityHashMap<>();
    return (selection, satisfies, now) -> {
      EventList list = matching.get(selection);
      if (list == null) {
        list = EventList.of(events.stream().filter(satisfies).toList(), farsighted);
        matching.put(selection, list);
      }
      return list;
    };
  }

  JsonNode attributes(Clock clock) {
    long now = clock.now();
    Subject.At at = attributes;
    if (at == null || now < at.validFrom() || now > at.validUntil()) {
      at = load(now);
      attributes = at;
    }
    clock.within(at.validFrom(), at.validUntil());
    return at.entity();
  }

  EventList matching(Selection.Events selection, Predicate<Occurrence> satisfies, Clock clock) {
    return selected.events(selection, satisfies, clock.now());
  }

  private Subject.At load(long now) {
    Subject.At at = attributesAt.apply(now);
    if (now < at.validFrom() || now > at.validUntil()) {
      throw new IllegalStateException(
          now + " is not from " + at.validFrom() + " to " + at.validUntil());
    }
    return at;
  }
}
