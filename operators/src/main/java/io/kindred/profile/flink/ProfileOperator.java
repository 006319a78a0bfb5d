/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipReason;
import io.kindred.avro.ProfileState;
import io.kindred.avro.SegmentCrossings;
import io.kindred.avro.SegmentFill;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.journey.flink.JourneyTerms;
import io.kindred.journey.flink.ProfileJourneys;
import io.kindred.profile.ProfileDocument;
import io.kindred.segment.SegmentStandings;
import io.kindred.topic.Revision;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.ContractType;
import io.kindred.topic.flink.Outgoing;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each profile: takes the fragments whose labels point at it, merges their attributes,
 * decides at every change and at every end of a window which segments it is in, and says so:
 * profiles, memberships and journeys leave it as {@link Outgoing}.
 *
 * <p>Keyed by profile id. State is bounded by the fragments of a cluster and ends with the last of
 * them; at most one timer of each time domain is pending a key. What is emitted is a function of
 * the facts and of event time alone, so the order of arrival does not show.
 *
 * <p>It is an operator of its own, and not a process function, because a new segment must set
 * timers for profiles that receive nothing.
 */
public final class ProfileOperator extends AbstractStreamOperator<Outgoing>
    implements TwoInputStreamOperator<FragmentChange, DefinitionUpdate, Outgoing>,
        Triggerable<String, VoidNamespace> {

  public static final String UID = "profile";

  /** How many came into segments and left them, for whoever counts them. */
  public static final OutputTag<SegmentCrossings> CROSSINGS =
      new OutputTag<>("crossings", new ContractType<>(SegmentCrossings.class));

  /** How far new and changed segments have been brought over the profiles. */
  public static final OutputTag<SegmentFill> FILLS =
      new OutputTag<>("fills", new ContractType<>(SegmentFill.class));

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ValueStateDescriptor<ProfileState> PROFILE =
      new ValueStateDescriptor<>("profile", new ContractType<>(ProfileState.class));

  private transient ValueState<ProfileState> profile;
  private transient ProfileFragments fragments;
  private transient ProfileSegments segments;
  private transient FollowedRules followed;
  private transient BroadcastState<String, DefinitionUpdate> definitions;
  private transient InternalTimerService<VoidNamespace> timers;

  // -- settings

  private final DefinitionRegister<ProfileRules> rules;
  private final ProfileSettings settings;

  // -- what is in force, and how far profiles follow

  private transient ProfileRules inForce;
  private transient BackFill backFill;
  private transient SegmentFilling filling;
  private transient Crossings crossings;

  /** Goes to the profiles of which journeys wait to be told. */
  private transient BackFill telling;

  private transient @Nullable ScheduledFuture<?> switching;

  private transient Counter evaluations;
  private transient Counter membershipChanges;
  private transient Counter ended;
  private transient Counter definitionsDelayed;

  private final ProfileJourneys journeys;

  public ProfileOperator(
      List<DefinitionUpdate> atStart, ProfileSettings settings, JourneyTerms journeys) {
    this.journeys = new ProfileJourneys(atStart, journeys);
    this.rules = new DefinitionRegister<>(ProfileRules.KINDS, atStart, new ProfileRules.Compiler());
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    definitions = context.getOperatorStateStore().getBroadcastState(DefinitionRegister.DEFINITIONS);
    followed = new FollowedRules(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    profile = getRuntimeContext().getState(PROFILE);
    fragments = new ProfileFragments(getRuntimeContext(), settings.attributeVersionsMax());
    segments = new ProfileSegments(getRuntimeContext(), fragments, followed);
    timers = getInternalTimerService("profile", VoidNamespaceSerializer.INSTANCE, this);
    inForce = rules.current(definitions);
    followed.add(inForce);
    crossings =
        new Crossings(
            getProcessingTimeService(), sum -> output.collect(CROSSINGS, new StreamRecord<>(sum)));
    filling =
        new SegmentFilling(
            getRuntimeContext().getTaskInfo(),
            fill -> output.collect(FILLS, new StreamRecord<>(fill)));
    backFill = inSlices(PROFILE.getName(), this::bring, this::reached);
    telling = inSlices(ProfileJourneys.WAITING, profileId -> journeys.tellWaiting(), () -> {});
    MetricGroup metrics = getMetricGroup();
    evaluations = metrics.counter("evaluations");
    membershipChanges = metrics.counter("membership-changes");
    ended = metrics.counter("ended");
    definitionsDelayed = metrics.counter("definitions-delayed");
    journeys.open(
        getRuntimeContext(),
        new ProfileJourneys.Room(
            definitions,
            getInternalTimerService("journeys", VoidNamespaceSerializer.INSTANCE, journeys),
            fragments::events,
            told -> send(Topic.JOURNEYS, told),
            CheckpointingOptions.isCheckpointingEnabled(getRuntimeContext().getJobConfiguration()),
            metrics.counter("journey-revisions")));
    metrics.gauge("back-fill-progress", backFill::progress);
    if (!followed.wereAll(fingerprint())) {
      filling.add(inForce.plan().ids());
      switchOverSoon();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    crossings.flush();
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    crossings.flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    boolean all = switching == null && !backFill.isRunning();
    journeys.snapshot(context.getCheckpointId());
    followed.save(all, fingerprint());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    journeys.completed(checkpointId);
    telling.begin();
  }

  private BackFill inSlices(
      String state, ThrowingConsumer<String, Exception> each, Runnable afterSlice) {
    return new BackFill(
        settings.backFill(),
        new ProfilesHaving(state, getKeyedStateBackend(), getRuntimeContext().getTaskInfo(), each),
        getProcessingTimeService(),
        afterSlice);
  }

  /** A back-fill has come to the end of a slice, or of all. */
  private void reached() {
    crossings.flush(); // whoever crossed on the way is counted before it is said how far it is
    filling.reached(backFill.progress(), timers.currentProcessingTime());
    if (!backFill.isRunning()) {
      followed.areOnly(inForce);
    }
  }

  /** Of all that profiles follow. */
  private long fingerprint() {
    return 31 * inForce.fingerprint() + journeys.fingerprint();
  }

  @Override
  public void close() throws Exception {
    if (backFill != null) {
      backFill.close();
      telling.close();
    }
    super.close();
  }

  @Override
  public void processElement1(StreamRecord<FragmentChange> element) throws Exception {
    FragmentChange change = element.getValue();
    ProfileState held = profile.value();
    ProfileState state = held == null ? ProfileSegments.newProfile() : held;
    Novelty news = fragments.apply(change, state.getLastEvent());
    if (news == null) {
      return;
    }
    journeys.apply(change, state);
    boolean added = change.getKind() == FragmentChangeKind.ADD;
    if (!added && fragments.isEmpty()) {
      end(change.getProfileId());
    } else {
      Cause cause =
          new Cause(news.from(), added ? MembershipReason.EVENT : MembershipReason.IDENTITY);
      refresh(change.getProfileId(), state, news, cause);
    }
  }

  @Override
  public void processElement2(StreamRecord<DefinitionUpdate> element) throws Exception {
    boolean otherJourneys = journeys.take(element.getValue());
    if (rules.take(element.getValue(), definitions) || otherJourneys) {
      switchOverSoon();
    }
  }

  private void switchOverSoon() throws Exception {
    if (settings.definitionsPeriodMs() == 0 && !isBehind()) {
      switchOver();
    } else if (switching == null) {
      ProcessingTimeService clock = getProcessingTimeService();
      long at = clock.getCurrentProcessingTime() + Math.max(1, settings.definitionsPeriodMs());
      switching = clock.registerTimer(at, time -> switchOver());
    }
  }

  /** Profiles follow so many rules that a back-fill has to be through before there are more. */
  private boolean isBehind() {
    return backFill.isRunning() && followed.size() > settings.rulesMax();
  }

  /** From now on every profile that is touched follows the new rules, and the others one by one. */
  private void switchOver() throws Exception {
    switching = null;
    if (isBehind()) {
      definitionsDelayed.inc();
      switchOverSoon();
      return;
    }
    ProfileRules before = inForce;
    inForce = rules.current(definitions);
    followed.add(inForce);
    journeys.switchOver();
    filling.add(inForce.changedSince(before));
    filling.begin(inForce.plan());
    backFill.begin();
  }

  /** A window begins or ends. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ProfileState state = profile.value();
    if (state != null && state.getNextChange() <= timer.getTimestamp()) {
      state.setNextChange(Long.MAX_VALUE);
      Cause cause = new Cause(timer.getTimestamp(), MembershipReason.TIME);
      refresh(timer.getKey(), state, Novelty.NONE, cause);
    }
  }

  /** A profile that changed again soon after its emission may be emitted now. */
  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ProfileState held = profile.value();
    if (held != null && held.getEmitWanted()) {
      publish(timer.getKey(), held, SegmentStandings.of(held.getStandings()));
      profile.update(held);
    }
  }

  /** What makes a profile be looked at, and its event time. */
  private record Cause(long at, MembershipReason reason) {}

  private void refresh(String profileId, ProfileState state, Novelty news, Cause cause)
      throws Exception {
    evaluations.inc();
    boolean isNew = state.getAsOf() == Long.MIN_VALUE;
    boolean follows = isNew || state.getRules() == inForce.fingerprint();
    long reached = settings.eventTime(timers.currentWatermark(), cause.at(), state);
    ProfileSegments.Outcome now = segments.update(state, news, inForce, reached);
    wakeBy(now.standings().nextChange(), state);
    if (now.seen()) {
      publish(profileId, state, now.standings());
    }
    MembershipReason reason = follows ? cause.reason() : MembershipReason.DEFINITION;
    announce(profileId, now.announcements(), reason, state);
    profile.update(state);
  }

  /**
   * Nearly every event moves the end of some window. A timer that is set for earlier stays and
   * finds nothing to do, once; to move it along would be two writes at each event.
   */
  private void wakeBy(long next, ProfileState state) {
    long set = state.getNextChange();
    if (next < set) {
      if (set < Long.MAX_VALUE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, set);
      }
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
      state.setNextChange(next);
    }
  }

  private void publish(String profileId, ProfileState state, SegmentStandings standings)
      throws Exception {
    long now = timers.currentProcessingTime();
    if (now < state.getEmitDue()) {
      state.setEmitWanted(true);
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, state.getEmitDue());
      return;
    }
    state.setRevision(Revision.after(state.getRevision(), now));
    state.setEmitDue(now + settings.emitPeriodMs());
    state.setEmitWanted(false);
    send(Topic.PROFILES, segments.document(profileId, state, standings));
  }

  /** The last fragment left: who was a member of a segment is none as this profile. */
  private void end(String profileId) throws Exception {
    ProfileState held = profile.value();
    if (held != null) {
      ended.inc();
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, held.getNextChange());
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, held.getEmitDue());
      held.setRevision(Revision.after(held.getRevision(), timers.currentProcessingTime()));
      send(Topic.PROFILES, ProfileDocument.ended(profileId));
      announce(profileId, segments.exits(held), MembershipReason.MERGED, held);
    }
    fragments.clear();
    segments.clear();
    profile.clear();
  }

  private void announce(
      String profileId, Announcements announcements, MembershipReason reason, ProfileState state) {
    for (Announcements.Announcement each : announcements.all()) {
      membershipChanges.inc();
      MembershipChange told =
          new MembershipChange(
              profileId, each.membership(), reason, each.crossing(), state.getRevision());
      send(Topic.MEMBERSHIPS, told);
      crossings.add(each.membership().getSegmentId(), each.crossing());
    }
  }

  private <V> void send(Topic<V> topic, V value) {
    output.collect(new StreamRecord<>(Outgoing.of(topic, value)));
  }

  /** Brings the profile whose key is current under the rules in force, if it is not. */
  private void bring(String profileId) throws Exception {
    ProfileState state = profile.value();
    boolean otherJourneys = state != null && journeys.bring(profileId, state);
    if (state != null && state.getRules() != inForce.fingerprint()) {
      Cause cause = new Cause(Long.MIN_VALUE, MembershipReason.DEFINITION);
      refresh(profileId, state, Novelty.NONE, cause);
    } else if (otherJourneys) {
      profile.update(state);
    }
  }
}
