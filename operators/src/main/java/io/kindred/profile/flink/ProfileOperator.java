/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipReason;
import io.kindred.avro.Profile;
import io.kindred.avro.ProfileState;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.journey.flink.JourneyTerms;
import io.kindred.journey.flink.ProfileJourneys;
import io.kindred.profile.ProfileDocument;
import io.kindred.profile.ProfileFacts;
import io.kindred.segment.Timeline;
import io.kindred.segment.Timeline.Standings;
import io.kindred.topic.Revision;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps each profile: takes the fragments whose labels point at it, merges their attributes,
 * decides at every change and at every end of a window which segments it is in, and says so.
 *
 * <p>Keyed by profile id. State is bounded by the fragments of a cluster and ends with the last of
 * them; at most one timer of each time domain is pending a key. What is emitted is a function of
 * the facts and of event time alone, so the order of arrival does not show.
 *
 * <p>It is an operator of its own, and not a process function, because a new segment must set
 * timers for profiles that receive nothing.
 */
public final class ProfileOperator extends AbstractStreamOperator<Profile>
    implements TwoInputStreamOperator<FragmentChange, DefinitionUpdate, Profile>,
        Triggerable<String, VoidNamespace> {

  public static final String UID = "profile";

  /** Changes of memberships, at once. */
  public static final OutputTag<MembershipChange> MEMBERSHIPS =
      new OutputTag<>("memberships", new AvroTypeInfo<>(MembershipChange.class));

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ValueStateDescriptor<ProfileState> PROFILE =
      new ValueStateDescriptor<>("profile", new AvroTypeInfo<>(ProfileState.class));

  private transient ValueState<ProfileState> profile;
  private transient ProfileFragments fragments;
  private transient BroadcastState<String, DefinitionUpdate> definitions;
  private transient InternalTimerService<VoidNamespace> timers;

  // -- settings

  private final DefinitionRegister<ProfileRules> rules;
  private final ProfileSettings settings;

  private transient Counter evaluations;
  private transient Counter membershipChanges;
  private transient Counter ended;

  private final ProfileJourneys journeys;

  public ProfileOperator(
      List<DefinitionUpdate> atStart, ProfileSettings settings, JourneyTerms journeys) {
    this.journeys = new ProfileJourneys(atStart, journeys);
    this.rules = new DefinitionRegister<>(ProfileRules.KINDS, atStart, ProfileRules::compile);
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    definitions = context.getOperatorStateStore().getBroadcastState(DefinitionRegister.DEFINITIONS);
  }

  @Override
  public void open() throws Exception {
    super.open();
    profile = getRuntimeContext().getState(PROFILE);
    fragments = new ProfileFragments(getRuntimeContext(), settings.attributeVersionsMax());
    timers = getInternalTimerService("profile", VoidNamespaceSerializer.INSTANCE, this);
    MetricGroup metrics = getMetricGroup();
    evaluations = metrics.counter("evaluations");
    membershipChanges = metrics.counter("membership-changes");
    ended = metrics.counter("ended");
    journeys.open(
        getRuntimeContext(),
        new ProfileJourneys.Room(
            definitions,
            getInternalTimerService("journeys", VoidNamespaceSerializer.INSTANCE, journeys),
            fragments::events,
            told -> output.collect(ProfileJourneys.JOURNEYS, new StreamRecord<>(told)),
            metrics.counter("journey-revisions")));
  }

  @Override
  public void processElement1(StreamRecord<FragmentChange> element) throws Exception {
    FragmentChange change = element.getValue();
    long newFrom = fragments.apply(change);
    if (newFrom == ProfileFragments.NOTHING_NEW) {
      return;
    }
    journeys.apply(change);
    if (fragments.isEmpty()) {
      end(change.getProfileId());
    } else if (change.getKind() == FragmentChangeKind.ADD) {
      refresh(change.getProfileId(), newFrom, MembershipReason.EVENT);
    } else {
      refresh(change.getProfileId(), newFrom, MembershipReason.IDENTITY);
    }
  }

  @Override
  public void processElement2(StreamRecord<DefinitionUpdate> element) throws Exception {
    if (journeys.take(element.getValue())) {
      getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              PROFILE,
              (key, held) -> journeys.redefine((String) key));
    }
    if (rules.take(element.getValue(), definitions)) {
      getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              PROFILE,
              (key, held) ->
                  refresh(
                      (String) key, ProfileFragments.PAST_CHANGED, MembershipReason.DEFINITION));
    }
  }

  /** A window begins or ends. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ProfileState before = profile.value();
    if (before != null && before.getNextChange() <= timer.getTimestamp()) {
      before.setNextChange(Long.MAX_VALUE);
      profile.update(before);
      refresh(timer.getKey(), timer.getTimestamp(), MembershipReason.TIME);
    }
  }

  /** A profile that changed again soon after its emission may be emitted now. */
  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ProfileState held = profile.value();
    if (held != null && held.getEmitWanted()) {
      ProfileFacts facts = fragments.facts(rules.current(definitions).policy());
      publish(timer.getKey(), held, facts);
      profile.update(held);
    }
  }

  /** Evaluates all segments; from scratch where facts of the past are new, forward otherwise. */
  private void refresh(String profileId, long newFrom, MembershipReason reason) throws Exception {
    ProfileState held = profile.value();
    ProfileState state = held == null ? Standing.newProfile() : held;
    ProfileRules inForce = rules.current(definitions);
    ProfileFacts facts = fragments.facts(inForce.policy());
    long now =
        Math.max(settings.eventTime(timers.currentWatermark(), newFrom, state), facts.latest());
    evaluations.inc();
    Standings before = Standing.of(state);
    boolean forward = newFrom > before.asOf() && state.getDefinitionsVersion() == inForce.version();
    Standings after =
        forward
            ? Timeline.advance(inForce.segments(), facts, before, now)
            : Timeline.of(inForce.segments(), facts, now);

    state.setDefinitionsVersion(inForce.version());
    wakeAt(after.nextChange(), state);
    Standing.keep(after, state);
    publish(profileId, state, facts);
    announce(profileId, Standing.changes(before, after), reason, state.getRevision());
    profile.update(state);
  }

  private void wakeAt(long next, ProfileState state) {
    if (state.getNextChange() != next) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, state.getNextChange());
      if (next < Long.MAX_VALUE) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
      }
    }
  }

  private void publish(String profileId, ProfileState state, ProfileFacts facts) {
    long now = timers.currentProcessingTime();
    if (now < state.getEmitDue()) {
      state.setEmitWanted(true);
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, state.getEmitDue());
      return;
    }
    state.setRevision(Revision.after(state.getRevision(), now));
    state.setEmitDue(now + settings.emitPeriodMs());
    state.setEmitWanted(false);
    Standings standings = Standing.of(state);
    output.collect(
        new StreamRecord<>(ProfileDocument.of(profileId, state.getRevision(), facts, standings)));
  }

  /** The last fragment left: who was a member of a segment is none as this profile. */
  private void end(String profileId) throws Exception {
    ProfileState held = profile.value();
    if (held != null) {
      ended.inc();
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, held.getNextChange());
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, held.getEmitDue());
      Standings before = Standing.of(held);
      long revision = Revision.after(held.getRevision(), timers.currentProcessingTime());
      output.collect(new StreamRecord<>(ProfileDocument.ended(profileId, revision)));
      announce(profileId, Standing.allExit(before), MembershipReason.MERGED, revision);
    }
    fragments.clear();
    profile.clear();
  }

  private void announce(
      String profileId, List<Standing.Change> changes, MembershipReason reason, long revision) {
    for (Standing.Change change : changes) {
      membershipChanges.inc();
      Membership membership = change.membership();
      output.collect(
          MEMBERSHIPS,
          new StreamRecord<>(
              new MembershipChange(profileId, membership, reason, change.crossing(), revision)));
    }
  }
}
