/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Arrays;

/** Membership in one segment over the time walked: where it began, and its flips since. */
final class History {

  private final boolean first;
  private long[] flips;
  private int size = 1;
  private long knownUntil;

  /** Begins at {@code start}; the first entry of the flips is that start. */
  History(long start, boolean member) {
    this.first = member;
    this.flips = new long[] {start, 0};
    this.knownUntil = start;
  }

  /** It is so from {@code t} to {@code until}; {@code t} follows on what was known. */
  void extend(long t, boolean member, long until) {
    if (member != member()) {
      if (size == flips.length) {
        flips = Arrays.copyOf(flips, size * 2);
      }
      flips[size++] = t;
    }
    knownUntil = until;
  }

  boolean member() {
    return member(size - 1);
  }

  boolean flipped() {
    return size > 1;
  }

  long latestFlip() {
    return flips[size - 1];
  }

  long knownUntil() {
    return knownUntil;
  }

  /** At a moment that lies in the time known. */
  boolean member(Clock clock) {
    int found = Arrays.binarySearch(flips, 0, size, clock.now());
    int index = found >= 0 ? found : -found - 2;
    clock.within(flips[index], index + 1 < size ? flips[index + 1] - 1 : knownUntil);
    return member(index);
  }

  private boolean member(int index) {
    return first == (index % 2 == 0);
  }
}
