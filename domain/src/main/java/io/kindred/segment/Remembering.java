/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.avro.SelectedEvents;
import io.kindred.fragment.XdmJson;
import io.kindred.segment.SegmentPlan.Selected;
import io.kindred.segment.Subject.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of the events of a selection: their times, and the fields that segments read. Those
 * too old for every window go, some at a time, and later than they could, so that a late event
 * seldom finds them gone.
 */
final class Remembering {

  /** So many must be too old before any goes: fewer are not worth it. */
  private static final int FORGET_MIN = 32;

  /** Events are kept for at least so long beyond their windows. */
  private static final long GRACE_MIN = Duration.ofHours(1).toMillis();

  private Remembering() {}

  static SelectedEvents nothing() {
    return new SelectedEvents(new ArrayList<>(), new ArrayList<>(), Long.MIN_VALUE);
  }

  /** Of all its events, ascending. */
  static SelectedEvents of(List<Occurrence> events, Selected selected) {
    SelectedEvents all = nothing();
    events.forEach(event -> put(all.getTimestamps().size(), event, all, selected));
    return all;
  }

  /**
   * Adds an event where it belongs by its time. False if it shares that time with another: then
   * only their ids tell which is first.
   */
  static boolean add(Occurrence event, SelectedEvents to, Selected selected) {
    List<Long> times = to.getTimestamps();
    if (event.timestamp() <= to.getForgottenUntil()) {
      return true;
    }
    int place = times.size();
    while (place > 0 && times.get(place - 1) > event.timestamp()) {
      place--;
    }
    if (place > 0 && times.get(place - 1) == event.timestamp()) {
      return false;
    }
    put(place, event, to, selected);
    return true;
  }

  private static void put(int place, Occurrence event, SelectedEvents to, Selected selected) {
    to.getTimestamps().add(place, event.timestamp());
    if (!selected.fields().isNothing()) {
      to.getDocuments().add(place, XdmJson.write(selected.fields().of(event.document())));
    }
  }

  /** Lets go of what is too old. */
  static SelectedEvents forget(SelectedEvents events, Selected selected, long now) {
    List<Long> times = events.getTimestamps();
    if (selected.horizon() == Horizon.NONE || times.size() < FORGET_MIN) {
      return events;
    }
    long kept = now - selected.horizon() - Math.max(selected.horizon(), GRACE_MIN);
    int old = 0;
    while (old < times.size() && times.get(old) < kept) {
      old++;
    }
    return old < FORGET_MIN ? events : without(old, events);
  }

  private static SelectedEvents without(int first, SelectedEvents events) {
    List<Long> times = events.getTimestamps();
    List<String> documents = events.getDocuments();
    return new SelectedEvents(
        new ArrayList<>(times.subList(first, times.size())),
        documents.isEmpty()
            ? documents
            : new ArrayList<>(documents.subList(first, documents.size())),
        times.get(first - 1));
  }

  /** As a list that says enough where no window reaches back to what was forgotten. */
  static EventList list(SelectedEvents events, Selected selected) {
    long forgotten = events.getForgottenUntil();
    if (forgotten == Long.MIN_VALUE) {
      return EventList.of(events, Long.MIN_VALUE);
    }
    boolean endless = selected.horizon() == Horizon.NONE;
    return EventList.of(events, endless ? Long.MAX_VALUE : forgotten + selected.horizon() + 1);
  }
}
