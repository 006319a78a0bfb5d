/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.avro.StandingState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a profile stands with the segments that it is or was in, or may come into by time alone, by
 * ascending id. A list that is given stays as it is.
 */
public final class SegmentStandings {

  /** Since when somebody is out who never was in. */
  static final long NEVER = Long.MIN_VALUE;

  private final List<StandingState> before;
  private final SortedMap<String, StandingState> changed = new TreeMap<>();

  SegmentStandings(List<StandingState> before) {
    this.before = before;
  }

  StandingState get(String segment) {
    StandingState known = changed.get(segment);
    if (known == null) {
      known = search(segment);
    }
    return known == null ? new StandingState(segment, false, NEVER, Long.MAX_VALUE) : known;
  }

  private @Nullable StandingState search(String segment) {
    int low = 0;
    int high = before.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      StandingState there = before.get(middle);
      int order = there.getSegmentId().compareTo(segment);
      if (order == 0) {
        return there;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  void put(StandingState standing) {
    changed.put(standing.getSegmentId(), standing);
  }

  /** All that say something; an entry that has not changed is the same object as before. */
  List<StandingState> all() {
    if (changed.isEmpty()) {
      return before;
    }
    List<StandingState> all = new ArrayList<>(before.size() + changed.size());
    Iterator<StandingState> newer = changed.values().iterator();
    @Nullable StandingState next = newer.next();
    for (StandingState each : before) {
      while (next != null && next.getSegmentId().compareTo(each.getSegmentId()) < 0) {
        addTo(all, next);
        next = newer.hasNext() ? newer.next() : null;
      }
      boolean replaced = next != null && next.getSegmentId().equals(each.getSegmentId());
      if (!replaced) {
        all.add(each);
      }
    }
    while (next != null) {
      addTo(all, next);
      next = newer.hasNext() ? newer.next() : null;
    }
    return all;
  }

  /** When something may change by time alone; the greatest long if never. */
  public static long nextChange(List<StandingState> standings) {
    return standings.stream().mapToLong(StandingState::getNextChange).min().orElse(Long.MAX_VALUE);
  }

  /** Whether it is or ever was a member. */
  public static boolean wasEverIn(StandingState standing) {
    return standing.getSince() != NEVER;
  }

  static boolean areSame(StandingState a, StandingState b) {
    return a.getMember() == b.getMember()
        && a.getSince() == b.getSince()
        && a.getNextChange() == b.getNextChange();
  }

  private static void addTo(List<StandingState> all, StandingState standing) {
    if (standing.getSince() != NEVER || standing.getNextChange() != Long.MAX_VALUE) {
      all.add(standing);
    }
  }
}
