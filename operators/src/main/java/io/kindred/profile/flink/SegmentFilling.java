/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.SegmentFill;
import io.kindred.segment.SegmentPlan;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;

/**
 * Tells how far the new and changed segments have been brought over a subtask's profiles: once a
 * second while that goes on, and when it is done.
 */
final class SegmentFilling {

  private static final long PERIOD_MS = 1_000;

  private final TaskInfo task;
  private final Consumer<SegmentFill> out;
  private final Set<String> segments = new TreeSet<>();
  private long due;

  SegmentFilling(TaskInfo task, Consumer<SegmentFill> out) {
    this.task = task;
    this.out = out;
  }

  /** Also these segments are brought over all profiles. */
  void add(Collection<String> changed) {
    segments.addAll(changed);
  }

  /** It begins anew; of segments that are no more there is nothing to bring. */
  void begin(SegmentPlan plan) {
    Set<String> gone = new TreeSet<>(segments);
    gone.removeAll(plan.ids());
    gone.forEach(segment -> tell(segment, 1));
    segments.removeAll(gone);
    due = Long.MIN_VALUE;
  }

  /** So far it is. */
  void reached(double share, long now) {
    boolean done = share >= 1;
    if (done || now >= due) {
      segments.forEach(segment -> tell(segment, share));
      due = now + PERIOD_MS;
    }
    if (done) {
      segments.clear();
    }
  }

  private void tell(String segment, double share) {
    out.accept(
        new SegmentFill(
            segment, task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), share));
  }
}
