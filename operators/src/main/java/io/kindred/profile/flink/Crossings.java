/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.SegmentCrossings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Adds up who crosses the borders of segments before that goes to be counted: everybody's events
 * meet at the counter of a popular segment, which is one key of one task.
 *
 * <p>Holds a number for each segment, for a quarter of a second at most, and nothing while a
 * checkpoint is taken.
 */
final class Crossings {

  private static final long PERIOD_MS = 250;

  private final ProcessingTimeService clock;
  private final Consumer<SegmentCrossings> out;
  private final Map<String, SegmentCrossings> sums = new HashMap<>();
  private @Nullable ScheduledFuture<?> due;

  Crossings(ProcessingTimeService clock, Consumer<SegmentCrossings> out) {
    this.clock = clock;
    this.out = out;
  }

  /** Takes one: 1 into the segment, -1 out of it, 0 for none. */
  void add(String segmentId, int crossing) {
    if (crossing == 0) {
      return;
    }
    SegmentCrossings sum =
        sums.computeIfAbsent(segmentId, none -> new SegmentCrossings(segmentId, 0L, 0L));
    if (crossing > 0) {
      sum.setEntered(sum.getEntered() + crossing);
    } else {
      sum.setExited(sum.getExited() - crossing);
    }
    if (due == null) {
      due = clock.registerTimer(clock.getCurrentProcessingTime() + PERIOD_MS, time -> flush());
    }
  }

  /** Lets go of all there are. */
  void flush() {
    if (due != null) {
      due.cancel(false);
      due = null;
    }
    sums.values().forEach(out);
    sums.clear();
  }
}
