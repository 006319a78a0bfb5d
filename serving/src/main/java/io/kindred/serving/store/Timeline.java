/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import io.kindred.avro.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The events of one person: those of all identities, in the order of time, each once. */
public final class Timeline {

  private static final Comparator<Event> NEWEST_FIRST =
      Comparator.comparingLong(Event::getTimestamp).reversed().thenComparing(Event::getId);

  private final ProfileStore store;
  private final Erasures erasures;

  public Timeline(ProfileStore store) {
    this.store = store;
    this.erasures = new Erasures(store);
  }

  /**
   * Which events are asked for.
   *
   * @param start not earlier
   * @param end not later
   * @param newestFirst falling in time, and else rising
   * @param after the last one that is known, where it goes on
   * @param limit at most so many
   */
  public record Window(long start, long end, boolean newestFirst, Optional<Mark> after, int limit) {

    /** All of them, the newest first. */
    public static Window latest(long start, int limit) {
      return new Window(start, Long.MAX_VALUE, true, Optional.empty(), limit);
    }
  }

  /** A place in a timeline: an event's time and id. */
  public record Mark(long timestamp, String id) {

    public static Mark of(Event event) {
      return new Mark(event.getTimestamp(), event.getId());
    }
  }

  /** The events of identities by their keys. */
  public List<Event> read(Collection<String> identities, Window window) {
    List<Event> all = new ArrayList<>();
    for (String identity : identities) {
      all.addAll(store.range(Table.EVENTS, range(identity, window)));
    }
    all.removeIf(erasures::cover);
    all.sort(window.newestFirst() ? NEWEST_FIRST : NEWEST_FIRST.reversed());
    List<Event> each = new ArrayList<>();
    for (Event event : all) {
      boolean again = !each.isEmpty() && isSame(each.get(each.size() - 1), event);
      if (!again && each.size() < window.limit()) {
        each.add(event);
      }
    }
    return each;
  }

  private static boolean isSame(Event a, Event b) {
    return a.getTimestamp() == b.getTimestamp() && a.getId().equals(b.getId());
  }

  /** Keys fall in time. */
  private static KeyRange range(String identity, Window window) {
    String from = EventKeys.from(identity, window.end());
    String to = EventKeys.until(identity, window.start());
    if (window.after().isPresent()) {
      Mark mark = window.after().get();
      String key = EventKeys.of(identity, mark.timestamp(), mark.id());
      from = window.newestFirst() ? later(from, EventKeys.next(key)) : from;
      to = window.newestFirst() ? to : earlier(to, key);
    }
    return new KeyRange(from, to, !window.newestFirst(), window.limit());
  }

  private static String later(String a, String b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private static String earlier(String a, String b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
