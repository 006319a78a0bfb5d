/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Membership as a pure function of facts and time. */
public final class Timeline {

  private Timeline() {}

  /**
   * Where a profile stands.
   *
   * @param bySegment only segments it is or ever was in
   * @param nextChange the earliest moment after {@code asOf} at which something may change; {@code
   *     Long.MAX_VALUE} if never
   */
  public record Standings(SortedMap<String, Standing> bySegment, long asOf, long nextChange) {

    public Standings {
      bySegment = Collections.unmodifiableSortedMap(new TreeMap<>(bySegment));
    }
  }

  /** In or out, since the latest flip. */
  public record Standing(boolean member, long since) {}

  /** From scratch: walks from the first fact to {@code now}. */
  public static Standings of(SegmentSet segments, Subject subject, long now) {
    return new Standings(new TreeMap<>(), now, Long.MAX_VALUE);
  }

  /**
   * Walks on from {@code before}, which must have been computed for the same segments and the same
   * facts up to {@code before.asOf()}; equals {@link #of} then.
   */
  public static Standings advance(
      SegmentSet segments, Subject subject, Standings before, long now) {
    return of(segments, subject, now);
  }
}
