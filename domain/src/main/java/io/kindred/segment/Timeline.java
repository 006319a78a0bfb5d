/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * An evaluation at a moment also gives the closed interval around it in which its value cannot
 * change, given the same facts. A walk evaluates, goes on at the first moment after the interval,
 * and so meets every flip. Each step passes a threshold: the timestamp of an event or of a version
 * of an attribute, the edge that a window or a calendar period gives to one moment of the facts, or
 * a flip of another segment. There are no others, and each is passed once, so a walk takes at most
 * as many steps as there are (facts) × (places of the expression that ask about time), whatever
 * stretch of time it covers.
 *
 * The thresholds stand still, so the intervals divide time in one way only, wherever a walk begins.
 * This is why advancing gives what walking from scratch does, the next change included.
 */
/** Membership as a pure function of facts and time. Before its first fact, a profile is nowhere. */
public final class Timeline {

  private final SegmentSet segments;
  private final long start;
  private final long now;
  private final Map<String, History> histories = new HashMap<>();
  private final Interpreter interpreter;

  private Timeline(SegmentSet segments, Subject subject, long start, long now) {
    this.segments = segments;
    this.start = start;
    this.now = now;
    this.interpreter = new Interpreter(new Facts(subject), histories, segments.slots());
  }

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
    long first = subject.earliest();
    return first > now
        ? new Standings(new TreeMap<>(), now, first)
        : new Timeline(segments, subject, first, now).walk(new TreeMap<>());
  }

  /**
   * Walks on from {@code before}, which must have been computed for the same segments and the same
   * facts up to {@code before.asOf()}; equals {@link #of} then.
   */
  public static Standings advance(
      SegmentSet segments, Subject subject, Standings before, long now) {
    return before.asOf() > now || before.asOf() < subject.earliest()
        ? of(segments, subject, now)
        : new Timeline(segments, subject, before.asOf(), now).walk(before.bySegment());
  }

  private Standings walk(SortedMap<String, Standing> before) {
    SortedMap<String, Standing> standings = new TreeMap<>();
    long unchanged = Long.MAX_VALUE;
    for (Map.Entry<String, Expression> segment : segments.inOrder().entrySet()) {
      History history = history(segment.getValue());
      histories.put(segment.getKey(), history);
      unchanged = Math.min(unchanged, history.knownUntil());
      Standing standing = standing(history, before.get(segment.getKey()));
      if (standing != null) {
        standings.put(segment.getKey(), standing);
      }
    }
    return new Standings(standings, now, unchanged == Long.MAX_VALUE ? unchanged : unchanged + 1);
  }

  private History history(Expression condition) {
    Clock clock = new Clock(start);
    History history = new History(start, interpreter.holds(condition, clock));
    history.extend(start, history.member(), clock.until());
    while (history.knownUntil() < now) {
      long t = history.knownUntil() + 1;
      clock = new Clock(t);
      history.extend(t, interpreter.holds(condition, clock), clock.until());
    }
    return history;
  }

  /** The latest flip of the walk, or else what was before; none where it never belonged. */
  private @Nullable Standing standing(History history, @Nullable Standing before) {
    boolean wasMember = before != null && before.member();
    if (history.flipped()) {
      return new Standing(history.member(), history.latestFlip());
    }
    if (history.member() != wasMember) {
      return new Standing(history.member(), start);
    }
    return before;
  }
}
