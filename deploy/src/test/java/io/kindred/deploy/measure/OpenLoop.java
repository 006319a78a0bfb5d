/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Calls at a fixed rate, whatever becomes of the calls before: who is late is measured from when it
 * was due, so a stall shows in full.
 */
record OpenLoop(long startNanos, double perSecond) {

  long due(int call) {
    return startNanos + (long) (call * (1e9 / perSecond));
  }

  /** The first call that is due at that many seconds after the start. */
  int callAt(double seconds) {
    return (int) (seconds * perSecond);
  }

  void run(int calls, IntConsumer call) {
    for (int i = 0; i < calls; i++) {
      long wait = due(i) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      call.accept(i);
    }
  }
}
