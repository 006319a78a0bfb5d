/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each probe was due, and when what it was to cause arrived. */
final class Arrivals {

  private final AtomicLongArray due;
  private final AtomicLongArray arrived;

  Arrivals(int count) {
    due = new AtomicLongArray(count);
    arrived = new AtomicLongArray(count);
  }

  void due(int probe, long nanos) {
    due.set(probe, nanos);
  }

  /** The first arrival counts. */
  void arrived(int probe) {
    arrived.compareAndSet(probe, 0, System.nanoTime());
  }

  /** Milliseconds of each from {@code from} on, ascending; endless where nothing ever arrived. */
  double[] delays(int from, int to) {
    double[] delays = new double[to - from];
    for (int i = from; i < to; i++) {
      long at = arrived.get(i);
      delays[i - from] = at == 0 ? Double.POSITIVE_INFINITY : (at - due.get(i)) / 1e6;
    }
    Arrays.sort(delays);
    return delays;
  }

  int missing(int to) {
    int missing = 0;
    for (int i = 0; i < to; i++) {
      missing += arrived.get(i) == 0 ? 1 : 0;
    }
    return missing;
  }
}
