/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Calls at a fixed rate, whatever becomes of the calls before: who is late is measured from when it
 * was due, so a stall shows in full.
 */
public record OpenLoop(long startNanos, double perSecond) {

  public static OpenLoop from(double perSecond) {
    return new OpenLoop(System.nanoTime(), perSecond);
  }

  public long due(long call) {
    return startNanos + (long) (call * (1e9 / perSecond));
  }

  /** Makes each call with its number, from 0; none is left out. */
  public void run(long calls, LongConsumer call) {
    for (long i = 0; i < calls; i++) {
      long wait = due(i) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      call.accept(i);
    }
  }
}
