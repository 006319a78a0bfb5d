/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.BitSet;

/** The segments that have to be evaluated, by their places, and from when on they may differ. */
final class Agenda {

  private final BitSet places = new BitSet();
  private final long[] from;
  private int next;

  /** For so many segments. */
  Agenda(int segments) {
    this.from = new long[segments];
  }

  void clear() {
    places.clear();
    next = 0;
  }

  /** Adds one; of a moment that it has already, the earlier counts. */
  void add(int place, long changedFrom) {
    from[place] = places.get(place) ? Math.min(from[place], changedFrom) : changedFrom;
    places.set(place);
  }

  /** Takes the next one, those that are asked about first; -1 if there is none. */
  int take() {
    int taken = places.nextSetBit(next);
    next = taken + 1;
    return taken;
  }

  /** Since when one that was taken may differ. */
  long from(int place) {
    return from[place];
  }
}
