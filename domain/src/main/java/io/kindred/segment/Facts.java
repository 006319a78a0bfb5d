/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.segment.Subject.Occurrence;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * A subject during one walk: remembers which events satisfy which predicate, and the attributes
 * asked for last. Neighbouring moments and segments with equal predicates share the answers.
 */
final class Facts {

  private final Subject subject;
  private final List<Occurrence> events;
  private final boolean farsighted;
  private final IdentityHashMap<Selection.Events, EventList> matching = new IdentityHashMap<>();
  private Subject.At attributes;

  Facts(Subject subject, long start) {
    this(subject, start, false);
  }

  /** With events that are yet to come where farsighted. */
  Facts(Subject subject, long start, boolean farsighted) {
    this.subject = subject;
    this.farsighted = farsighted;
    this.events = subject.events();
    this.attributes = load(start);
  }

  JsonNode attributes(Clock clock) {
    long now = clock.now();
    if (now < attributes.validFrom() || now > attributes.validUntil()) {
      attributes = load(now);
    }
    clock.within(attributes.validFrom(), attributes.validUntil());
    return attributes.entity();
  }

  EventList matching(Selection.Events predicate, Predicate<Occurrence> satisfies) {
    EventList list = matching.get(predicate);
    if (list == null) {
      list =
          new EventList(events.stream().filter(satisfies).toArray(Occurrence[]::new), farsighted);
      matching.put(predicate, list);
    }
    return list;
  }

  private Subject.At load(long now) {
    Subject.At at = subject.attributes(now);
    if (now < at.validFrom() || now > at.validUntil()) {
      throw new IllegalStateException(
          now + " is not from " + at.validFrom() + " to " + at.validUntil());
    }
    return at;
  }
}
