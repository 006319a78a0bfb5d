/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import io.kindred.avro.Event;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Goes round the events, a slice at a time, and deletes those that are too old, too many of one
 * identity, or deleted by a person's wish. A round's place is not kept: the next start begins anew.
 *
 * <p>For the thread that writes.
 */
public final class EventSweep {

  /** So long after a step the next is due: what is read without a pause must not sweep so. */
  private static final long PERIOD_MS = 100;

  private final ProfileStore store;
  private final EventLimits limits;
  private final InstantSource clock;
  private final Erasures erasures;
  private String from = "";
  private String identity = "";
  private int kept;
  private long stepped = Long.MIN_VALUE;

  public EventSweep(ProfileStore store, EventLimits limits, InstantSource clock) {
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    this.erasures = new Erasures(store);
  }

  /** As {@link #step}, but ten times a second at most. */
  public int stepIfDue() {
    long now = clock.millis();
    if (stepped <= now && now < stepped + PERIOD_MS) {
      return 0;
    }
    stepped = now;
    return step();
  }

  /** Looks at the next slice; how many of it are deleted. */
  public int step() {
    List<Event> slice = store.range(Table.EVENTS, KeyRange.from(from, limits.sweep()));
    long oldest = clock.millis() - limits.age().toMillis();
    List<Change> deletions = new ArrayList<>();
    for (Event event : slice) {
      if (event.getTimestamp() < oldest || erasures.cover(event) || isTooMany(event)) {
        deletions.add(Table.EVENTS.deletion(event));
      }
    }
    if (!deletions.isEmpty()) {
      store.apply(new Batch(deletions, Map.of()));
    }
    if (slice.size() < limits.sweep()) {
      from = "";
      identity = "";
    } else {
      from = after(slice.get(slice.size() - 1));
    }
    return deletions.size();
  }

  /** Of one identity the newest come first. */
  private boolean isTooMany(Event event) {
    String of = EventKeys.identity(event);
    kept = of.equals(identity) ? kept + 1 : 1;
    identity = of;
    return kept > limits.perIdentity();
  }

  private static String after(Event event) {
    return EventKeys.next(EventKeys.of(event));
  }
}
