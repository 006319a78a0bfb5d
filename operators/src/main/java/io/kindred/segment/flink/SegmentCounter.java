/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment.flink;

import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentCrossings;
import io.kindred.avro.SegmentFill;
import io.kindred.avro.SegmentTally;
import io.kindred.segment.CrossingTally;
import io.kindred.topic.Revision;
import io.kindred.topic.flink.ContractType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts the members of each segment and who crossed its border lately, with how far a new
 * definition has been brought over the profiles, and reports a changed count once a period.
 *
 * <p>Keyed by segment. State and timers are bounded by the number of segments: a tally of fixed
 * size and one timer each. A segment's tally stays when the segment goes, so that its count ends at
 * zero.
 *
 * <p>It is an operator of its own, and not a process function, because segments are few and
 * crossings many: tallies stay open in memory, and are written when a checkpoint is taken.
 */
public final class SegmentCounter extends AbstractStreamOperator<SegmentCount>
    implements TwoInputStreamOperator<SegmentCrossings, SegmentFill, SegmentCount>,
        Triggerable<String, VoidNamespace> {

  public static final String UID = "segment-counter";

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ValueStateDescriptor<SegmentTally> TALLY =
      new ValueStateDescriptor<>("tally", new ContractType<>(SegmentTally.class));
  static final ValueStateDescriptor<Long> REPORT_DUE =
      new ValueStateDescriptor<>("report-due", Types.LONG);

  private transient ValueState<SegmentTally> tally;
  private transient ValueState<Long> reportDue;
  private transient InternalTimerService<VoidNamespace> timers;

  // -- what has been read of it, and may be newer

  /** More than so many are written, and read again when needed: some 8 kB each at most. */
  private static final int OPEN_MAX = 2_000;

  private static final long NOT_DUE = Long.MAX_VALUE;

  private transient Map<String, Open> open;

  private static final class Open {
    private final SegmentTally tally;
    private long reportDue;

    Open(SegmentTally tally, long reportDue) {
      this.tally = tally;
      this.reportDue = reportDue;
    }
  }

  // -- settings

  private final long reportPeriodMs;

  public SegmentCounter(Duration reportPeriod) {
    this.reportPeriodMs = reportPeriod.toMillis();
  }

  @Override
  public void open() throws Exception {
    super.open();
    tally = getRuntimeContext().getState(TALLY);
    reportDue = getRuntimeContext().getState(REPORT_DUE);
    timers = getInternalTimerService("reports", VoidNamespaceSerializer.INSTANCE, this);
    open = new HashMap<>();
  }

  @Override
  public void processElement1(StreamRecord<SegmentCrossings> element) throws Exception {
    SegmentCrossings crossings = element.getValue();
    Open segment = current(crossings.getSegmentId());
    long now = timers.currentProcessingTime();
    CrossingTally.cross(segment.tally, crossings, now);
    reportBy(now + reportPeriodMs, segment);
  }

  @Override
  public void processElement2(StreamRecord<SegmentFill> element) throws Exception {
    SegmentFill fill = element.getValue();
    Open segment = current(fill.getSegmentId());
    CrossingTally.fill(segment.tally, fill);
    reportBy(timers.currentProcessingTime() + reportPeriodMs, segment);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Open segment = current(timer.getKey());
    SegmentTally counted = segment.tally;
    long now = timers.currentProcessingTime();
    CrossingTally.expire(counted, now);
    counted.setRevision(Revision.after(counted.getRevision(), now));
    output.collect(new StreamRecord<>(CrossingTally.count(timer.getKey(), counted, now)));
    segment.reportDue = NOT_DUE;
    long next = CrossingTally.nextExpiry(counted);
    if (next < Long.MAX_VALUE) {
      reportBy(Math.max(next, now + reportPeriodMs), segment);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no such timer is ever set");
  }

  /** Sees to a report at a time, or earlier if one is due anyway. */
  private void reportBy(long time, Open segment) {
    if (segment.reportDue <= time) {
      return;
    }
    if (segment.reportDue < NOT_DUE) {
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, segment.reportDue);
    }
    timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, time);
    segment.reportDue = time;
  }

  /** The segment whose key is current. */
  private Open current(String id) throws Exception {
    Open known = open.get(id);
    if (known == null) {
      if (open.size() >= OPEN_MAX) {
        writeAll();
        setCurrentKey(id);
      }
      SegmentTally held = tally.value();
      Long due = reportDue.value();
      known = new Open(held == null ? CrossingTally.empty() : held, due == null ? NOT_DUE : due);
      open.put(id, known);
    }
    return known;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    writeAll();
  }

  /** What is written belongs to the state, and is read again before it changes again. */
  private void writeAll() throws Exception {
    for (Map.Entry<String, Open> each : open.entrySet()) {
      setCurrentKey(each.getKey());
      tally.update(each.getValue().tally);
      if (each.getValue().reportDue < NOT_DUE) {
        reportDue.update(each.getValue().reportDue);
      } else {
        reportDue.clear();
      }
    }
    open.clear();
  }
}
