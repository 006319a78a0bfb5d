/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an event is to journeys: a touch, conversions, or both. It is all they remember of it. */
public record Milestone(
    long timestamp, String eventId, Optional<Touch> touch, List<Conversion> conversions) {

  private static final Comparator<Milestone> ORDER =
      Comparator.comparingLong(Milestone::timestamp).thenComparing(Milestone::eventId);

  public Milestone {
    conversions = List.copyOf(conversions);
  }

  /** In order, those of each event once, whatever order they are given in. */
  public static List<Milestone> sorted(Collection<Milestone> inAnyOrder) {
    List<Milestone> all = new ArrayList<>(inAnyOrder);
    // The content last, so that of two of one event it is always the same one.
    all.sort(ORDER.thenComparing(Milestone::toString));
    SortedSet<Milestone> once = new TreeSet<>(ORDER);
    once.addAll(all);
    return List.copyOf(once);
  }
}
