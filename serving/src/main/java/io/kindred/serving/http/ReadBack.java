/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.store.TablePartition;
import io.kindred.serving.writing.TopicLog.Written;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what was written to come back into the store, so that the next request knows it. */
record ReadBack(ProfileStore store) {

  /** How long an answer waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long PAUSE_NANOS = 2_000_000;

  /** Whether the store has it; false where that takes too long. */
  boolean await(Table<?> table, Written written) {
    TablePartition partition = new TablePartition(table, written.partition());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (store.positions().getOrDefault(partition, 0L) < written.next()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
