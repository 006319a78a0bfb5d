/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Subject.Occurrence;

/** The events that satisfy a predicate, ascending by time. */
final class EventList {

  private final Occurrence[] events;

  private final boolean farsighted;

  /** A farsighted one has those, too, that are yet to come. */
  EventList(Occurrence[] events, boolean farsighted) {
    this.events = events;
    this.farsighted = farsighted;
  }

  Occurrence get(int index) {
    return events[index];
  }

  /** How many there are so far. It stays so from the last of them until before the next. */
  int soFar(Clock clock) {
    if (farsighted) {
      return events.length;
    }
    int count = upTo(clock.now());
    clock.within(
        count == 0 ? Long.MIN_VALUE : events[count - 1].timestamp(),
        count == events.length ? Long.MAX_VALUE : events[count].timestamp() - 1);
    return count;
  }

  private int upTo(long now) {
    int low = 0;
    int high = events.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events[middle].timestamp() <= now) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
