/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionState;
import io.kindred.avro.CountedJourney;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.PaneState;
import io.kindred.contribution.Window;
import io.kindred.journey.flink.JourneyCodec;
import io.kindred.topic.Revision;
import io.kindred.topic.flink.ContractType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts journeys by the hour, adds hours up to windows, and tells what each channel earned in
 * them.
 *
 * <p>Keyed by conversion. State: the counts of each hour of the last {@code keptFor}, bounded by
 * channels and lengths of journeys and not by their number; one timer of each time domain a
 * conversion. What is told at rest is a function of the journeys and of event time alone.
 *
 * <p>It is an operator of its own, and not a process function, because the hours that are being
 * counted stand in memory, and are written before each checkpoint.
 */
public final class ContributionOperator extends AbstractStreamOperator<ContributionReport>
    implements OneInputStreamOperator<CountedJourney, ContributionReport>,
        Triggerable<String, VoidNamespace> {

  public static final String UID = "contribution";

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ValueStateDescriptor<ContributionState> CONTRIBUTION =
      new ValueStateDescriptor<>("contribution", new ContractType<>(ContributionState.class));
  static final MapStateDescriptor<String, PaneState> PANES =
      new MapStateDescriptor<>("panes", Types.STRING, new ContractType<>(PaneState.class));

  private transient ValueState<ContributionState> contribution;
  private transient MapState<String, PaneState> panes;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Map<String, ConversionTally> tallies;
  private transient Map<String, Refresh> refreshes;
  private transient long revision;

  // -- settings

  private final ContributionSettings settings;

  private transient Counter restatements;
  private transient Counter intervalsLeftOut;

  public ContributionOperator(ContributionSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    contribution = getRuntimeContext().getState(CONTRIBUTION);
    panes = getRuntimeContext().getMapState(PANES);
    timers = getInternalTimerService("contribution", VoidNamespaceSerializer.INSTANCE, this);
    tallies = new HashMap<>();
    refreshes = new HashMap<>();
    restatements = getMetricGroup().counter("restatements");
    intervalsLeftOut = getMetricGroup().counter("intervals-left-out");
  }

  @Override
  public void processElement(StreamRecord<CountedJourney> element) throws Exception {
    CountedJourney change = element.getValue();
    ConversionTally tally = tally(change.getConversion());
    advance(tally, change.getCause().getAsOf());
    count(change.getBefore(), -1, tally);
    count(change.getAfter(), 1, tally);
    wakeNextHour(tally);
    ContributionState standing = tally.standing();
    if (change.getBefore() != null) {
      restatements.inc();
    }
    standing.setRestatements(Restatements.after(standing.getRestatements(), change));
    refreshBy(timers.currentProcessingTime(), standing);
  }

  /** An hour is over. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ConversionTally tally = tally(timer.getKey());
    if (tally.standing().getWakeAt() == timer.getTimestamp()) {
      advance(tally, timer.getTimestamp());
      wakeNextHour(tally);
      refreshBy(timers.currentProcessingTime(), tally.standing());
    }
  }

  /** What changed may be told now. */
  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String conversion = timer.getKey();
    ConversionTally tally = tally(conversion);
    ContributionState standing = tally.standing();
    if (standing.getRefreshDue() != timer.getTimestamp()) {
      return;
    }
    long now = timers.currentProcessingTime();
    standing.setRefreshDue(Long.MIN_VALUE);
    standing.setRefreshed(now);
    revision = Revision.after(revision, now);
    long more =
        refreshes
            .computeIfAbsent(conversion, c -> new Refresh(settings, intervalsLeftOut))
            .tell(conversion, tally, now, this::emit);
    if (more < Long.MAX_VALUE) {
      refreshBy(more, standing);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    for (Map.Entry<String, ConversionTally> entry : tallies.entrySet()) {
      setCurrentKey(entry.getKey());
      entry.getValue().save();
      contribution.update(entry.getValue().standing());
    }
  }

  private void emit(ContributionReport report) {
    report.setRevision(revision);
    output.collect(new StreamRecord<>(report));
  }

  private ConversionTally tally(String conversion) throws Exception {
    ConversionTally known = tallies.get(conversion);
    if (known == null) {
      known = new ConversionTally(panes, standing(), settings);
      tallies.put(conversion, known);
    }
    return known;
  }

  private ContributionState standing() throws Exception {
    String counting = settings.counting().toString();
    ContributionState held = contribution.value();
    if (held == null) {
      return new ContributionState(
          // Nothing is counted from before 1970.
          Math.max(0, settings.pace().time().clockStandsAt()),
          counting,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Long.MIN_VALUE,
          false,
          new ArrayList<>(),
          List.of(),
          List.of());
    }
    if (!held.getLayout().equals(counting)) {
      throw new IllegalStateException(
          "journeys were counted by %s and are to be by %s: start without state"
              .formatted(held.getLayout(), counting));
    }
    // What was told last, and its intervals, may be those of an attempt that was rolled back.
    held.setLive(true);
    return held;
  }

  private static void count(@Nullable JourneyRevision word, int times, ConversionTally tally) {
    if (word != null) {
      JourneyCodec.journey(word).ifPresent(journey -> tally.count(journey, times));
    }
  }

  private void advance(ConversionTally tally, long at) throws Exception {
    ContributionState standing = tally.standing();
    long watermark = timers.currentWatermark();
    long now = settings.pace().time().now(watermark, at, standing.getNow());
    tally.advanceTo(Math.max(now, at));
  }

  private void wakeNextHour(ConversionTally tally) {
    ContributionState standing = tally.standing();
    long next =
        tally.isEmpty() ? Long.MAX_VALUE : Window.pane(standing.getNow()) + Window.PANE.toMillis();
    if (standing.getWakeAt() != next) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, standing.getWakeAt());
      if (next < Long.MAX_VALUE) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
      }
      standing.setWakeAt(next);
    }
  }

  /** Sees to a refresh at a time, or as soon after it as the period allows. */
  private void refreshBy(long time, ContributionState standing) {
    long earliest =
        standing.getRefreshed() == Long.MIN_VALUE
            ? time
            : Math.max(time, standing.getRefreshed() + settings.pace().refreshPeriodMs());
    if (standing.getRefreshDue() != Long.MIN_VALUE) {
      if (standing.getRefreshDue() <= earliest) {
        return;
      }
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, standing.getRefreshDue());
    }
    timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, earliest);
    standing.setRefreshDue(earliest);
  }
}
