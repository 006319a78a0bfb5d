/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a sweep deletes is in {@link ProfileStoreContract}. */
class EventSweepTest {

  @Test
  void stepIfDue_looksTenTimesASecond() {
    ProfileStore store = new MapProfileStore();
    store.apply(
        new Batch(
            List.of(
                Table.EVENTS.change(event("1", 1, "ECID:1")),
                Table.EVENTS.change(event("2", 2, "ECID:1"))),
            Map.of()));
    AtomicLong now = new AtomicLong(NOON);
    EventLimits limits = new EventLimits(9, Duration.ofDays(1), 1);
    EventSweep sweep = new EventSweep(store, limits, () -> Instant.ofEpochMilli(now.get()));

    int first = sweep.stepIfDue();
    int atOnce = sweep.stepIfDue();
    now.addAndGet(100);
    int later = sweep.stepIfDue();

    assertThat(List.of(first, atOnce, later)).containsExactly(1, 0, 1);
  }
}
