/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/**
 * When a link was first and last seen, in event time. Joined by min and max.
 *
 * <p>Times beyond {@link #REACH} either way are held there, so that the sum of all spans in a
 * {@link Version} cannot overflow below 32,768 links that each span nine thousand years.
 */
public record Seen(long first, long last) {

  /** Milliseconds from 1970, more than four thousand years. */
  static final long REACH = 1L << 47;

  public Seen {
    first = withinReach(first);
    last = withinReach(last);
    if (first > last) {
      throw new IllegalArgumentException("first seen after last seen: " + first + " > " + last);
    }
  }

  public static Seen at(long timestamp) {
    return new Seen(timestamp, timestamp);
  }

  public Seen join(Seen other) {
    return covers(other)
        ? this
        : new Seen(Math.min(first, other.first), Math.max(last, other.last));
  }

  static long withinReach(long time) {
    return Math.max(-REACH, Math.min(REACH, time));
  }

  boolean covers(Seen other) {
    return first <= other.first && other.last <= last;
  }
}
