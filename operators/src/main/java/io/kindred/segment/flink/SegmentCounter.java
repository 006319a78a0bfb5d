/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment.flink;

import io.kindred.avro.MembershipChange;
import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentTally;
import io.kindred.segment.CrossingTally;
import io.kindred.topic.Revision;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the members of each segment and who crossed its border lately, and reports a changed count
 * once a period.
 *
 * <p>Keyed by segment. State and timers are bounded by the number of segments: a tally of fixed
 * size and one timer each. A segment's tally stays when the segment goes, so that its count ends at
 * zero.
 */
public final class SegmentCounter
    extends KeyedProcessFunction<String, MembershipChange, SegmentCount> {

  public static final String UID = "segment-counter";

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ValueStateDescriptor<SegmentTally> TALLY =
      new ValueStateDescriptor<>("tally", new AvroTypeInfo<>(SegmentTally.class));
  static final ValueStateDescriptor<Long> REPORT_DUE =
      new ValueStateDescriptor<>("report-due", Types.LONG);

  private transient ValueState<SegmentTally> tally;
  private transient ValueState<Long> reportDue;

  // -- settings

  private final long reportPeriodMs;

  public SegmentCounter(Duration reportPeriod) {
    this.reportPeriodMs = reportPeriod.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    tally = getRuntimeContext().getState(TALLY);
    reportDue = getRuntimeContext().getState(REPORT_DUE);
  }

  @Override
  public void processElement(MembershipChange change, Context context, Collector<SegmentCount> out)
      throws Exception {
    if (change.getCrossing() == 0) {
      return;
    }
    TimerService timers = context.timerService();
    long now = timers.currentProcessingTime();
    SegmentTally held = tally.value();
    SegmentTally counted = held == null ? CrossingTally.empty() : held;
    CrossingTally.cross(counted, change.getCrossing(), now);
    tally.update(counted);
    reportBy(now + reportPeriodMs, timers);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SegmentCount> out)
      throws Exception {
    SegmentTally counted = tally.value();
    TimerService timers = context.timerService();
    long now = timers.currentProcessingTime();
    CrossingTally.expire(counted, now);
    counted.setRevision(Revision.after(counted.getRevision(), now));
    tally.update(counted);
    out.collect(CrossingTally.count(context.getCurrentKey(), counted, now));
    reportDue.clear();
    long next = CrossingTally.nextExpiry(counted);
    if (next < Long.MAX_VALUE) {
      reportBy(Math.max(next, now + reportPeriodMs), timers);
    }
  }

  /** Sees to a report at a time, or earlier if one is due anyway. */
  private void reportBy(long time, TimerService timers) throws Exception {
    Long due = reportDue.value();
    if (due != null && due <= time) {
      return;
    }
    if (due != null) {
      timers.deleteProcessingTimeTimer(due);
    }
    timers.registerProcessingTimeTimer(time);
    reportDue.update(time);
  }
}
