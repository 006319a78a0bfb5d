/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.stitching;

import io.kindred.Sent;
import io.kindred.TestObjects;
import io.kindred.avro.CutFact;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.avro.Record;
import io.kindred.avro.SegmentCrossings;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.ProfileId;
import io.kindred.identity.flink.GossipPace;
import io.kindred.identity.flink.IdentityResolver;
import io.kindred.identity.flink.ResolverSettings;
import io.kindred.ingest.flink.EventTime;
import io.kindred.journey.Journey;
import io.kindred.journey.flink.JourneyCodec;
import io.kindred.journey.flink.JourneyHolder;
import io.kindred.journey.flink.JourneyTerms;
import io.kindred.profile.flink.BackFill;
import io.kindred.profile.flink.ProfileOperator;
import io.kindred.profile.flink.ProfileSettings;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * The resolver and the profile operator in harnesses, with a log for the gossip between them.
 * Fragment changes flow on at once, as over a Flink edge; a message of the log is delivered when
 * asked for. A crash takes both operators back to a snapshot and leaves the log as it is.
 */
final class StitchingRig implements AutoCloseable {

  static final ResolverSettings RESOLVER =
      new ResolverSettings(GossipPace.AT_ONCE, 5_000, Long.MAX_VALUE / 4, 16);

  /** Links wait at nearly all roots, labels too, and some messages are handled at once. */
  static final ResolverSettings WAITING =
      new ResolverSettings(new GossipPace(1_000, 100, 2, 2), 5_000, Long.MAX_VALUE / 4, 16);

  private static final long TICK = 60;

  /** New definitions reach two profiles at a time. */
  static final ProfileSettings PROFILES =
      new ProfileSettings(0, 16, 0, new BackFill.Pace(2, 1), 3, Long.MIN_VALUE);

  static final JourneyTerms JOURNEYS =
      new JourneyTerms(90 * TestObjects.DAY, new EventTime(Long.MIN_VALUE));

  /** All that a checkpoint holds: both operators, what is counted, and how far the log was read. */
  record Snapshot(
      OperatorSubtaskState resolver,
      OperatorSubtaskState profiles,
      SortedMap<String, Long> members,
      int delivered,
      int id) {}

  private final List<DefinitionUpdate> definitions;
  private final ResolverSettings settings;
  private final List<Gossip> log = new ArrayList<>();
  private final SortedMap<String, Profile> published = new TreeMap<>();
  private final SortedMap<String, String> identityMap = new TreeMap<>();
  private final SortedMap<String, IdentityComponent> components = new TreeMap<>();
  private final List<IdentityChange> changes = new ArrayList<>();
  private final SortedMap<String, Long> members = new TreeMap<>();
  private final SortedMap<String, Map<String, Long>> audiences = new TreeMap<>();
  private long time;
  private final List<JourneyRevision> revisions = new ArrayList<>();
  private long clock;
  private int delivered;
  private int snapshots;

  private KeyedTwoInputStreamOperatorTestHarness<
          String, IdentityInput, DefinitionUpdate, FragmentChange>
      resolver;
  private KeyedTwoInputStreamOperatorTestHarness<String, FragmentChange, DefinitionUpdate, Outgoing>
      profiles;

  StitchingRig(List<DefinitionUpdate> definitions, ResolverSettings settings) throws Exception {
    this.definitions = definitions;
    this.settings = settings;
    resolver = resolver();
    resolver.open();
    profiles = profiles();
    profiles.open();
  }

  void event(Event event) throws Exception {
    input(new IdentityInput(Topic.EVENTS.keyOf(event), event, null, null, null, null));
  }

  void record(Record record) throws Exception {
    input(new IdentityInput(Topic.RECORDS.keyOf(record), null, record, null, null, null));
  }

  void cut(CutFact cut) throws Exception {
    input(new IdentityInput(cut.getA(), null, null, null, cut, null));
  }

  void define(DefinitionUpdate definition) throws Exception {
    resolver.processElement2(new StreamRecord<>(definition));
    profiles.processElement2(new StreamRecord<>(definition));
    collect();
  }

  /** Until every profile follows the definitions, and all is told that waits for a checkpoint. */
  void settle() throws Exception {
    snapshot();
    while (profiles.getProcessingTimeService().getNumActiveTimers() > 0) {
      collect();
    }
  }

  /** Delivers the next message of the log. False if there is none. */
  boolean gossip() throws Exception {
    if (delivered == log.size()) {
      return false;
    }
    Gossip next = log.get(delivered++);
    input(new IdentityInput(next.getTarget(), null, null, next, null, null));
    return true;
  }

  /** A while passes. False if nothing waits for it. */
  boolean tick() throws Exception {
    boolean some = resolver.numProcessingTimeTimers() > 0;
    time += TICK;
    resolver.setProcessingTime(time);
    collect();
    return some;
  }

  void gossipUntilQuiet() throws Exception {
    while (gossip()) {
      // on
    }
  }

  /** A message once more, as after a producer's retry. */
  void repeat(int message) {
    log.add(log.get(message));
  }

  int logged() {
    return log.size();
  }

  void watermark(long time) throws Exception {
    resolver.processWatermark1(new Watermark(time));
    resolver.processWatermark2(new Watermark(time));
    profiles.processWatermark1(new Watermark(time));
    profiles.processWatermark2(new Watermark(time));
    collect();
  }

  /** A checkpoint that is complete. */
  Snapshot snapshot() throws Exception {
    int id = ++snapshots;
    count();
    Snapshot complete =
        new Snapshot(
            resolver.snapshot(id, id),
            profiles.snapshot(id, id),
            new TreeMap<>(members),
            delivered,
            id);
    profiles.notifyOfCompletedCheckpoint(id);
    collect();
    return complete;
  }

  void crashTo(Snapshot snapshot) throws Exception {
    close();
    resolver = resolver();
    resolver.setRestoredCheckpointId(snapshot.id());
    resolver.initializeState(snapshot.resolver());
    resolver.open();
    resolver.setProcessingTime(time);
    profiles = profiles();
    profiles.initializeState(snapshot.profiles());
    profiles.open();
    members.clear();
    members.putAll(snapshot.members());
    delivered = snapshot.delivered();
  }

  /**
   * The last published form of each profile that some identity belongs to. A profile that only a
   * rolled-back attempt published has none, as the identity map says.
   */
  SortedMap<String, Profile> published() {
    SortedMap<String, Profile> current = new TreeMap<>(published);
    current.keySet().retainAll(identityMap.values());
    return current;
  }

  /** The profile of each identity. */
  SortedMap<String, String> identityMap() {
    return identityMap;
  }

  /** What the root of an identity published of its component; null where nothing links it. */
  @Nullable IdentityComponent component(String identity) {
    IdentityComponent component = components.get(ProfileId.of(identity));
    while (component != null && component.getOwner() != null) {
      component = components.get(component.getOwner());
    }
    return component;
  }

  /** Every move that was told, also by attempts that were rolled back. */
  List<IdentityChange> changes() {
    return changes;
  }

  /** By segment, the sum of all crossings. */
  SortedMap<String, Long> members() throws Exception {
    count();
    return members;
  }

  /** By profile and segment: since when it is a member, as the changes of memberships tell it. */
  SortedMap<String, Map<String, Long>> audiences() {
    SortedMap<String, Map<String, Long>> current = new TreeMap<>(audiences);
    current.keySet().retainAll(identityMap.values());
    current.values().removeIf(Map::isEmpty);
    return current;
  }

  /** Every word on journeys that was told, also by attempts that were rolled back. */
  List<JourneyRevision> revisions() {
    return revisions;
  }

  /** The journeys that stand, by id, heard in an order that chance takes from different keys. */
  SortedMap<String, Journey> journeys(Random random) {
    List<JourneyRevision> heard = new ArrayList<>(revisions);
    Collections.shuffle(heard, random);
    SortedMap<String, Map<String, JourneyRevision>> words = new TreeMap<>();
    for (JourneyRevision word : heard) {
      Map<String, JourneyRevision> ofOne =
          words.computeIfAbsent(word.getId(), none -> new TreeMap<>());
      Optional<JourneyRevision> last = Optional.ofNullable(ofOne.get(word.getProfileId()));
      if (JourneyHolder.supersedes(word, last)) {
        ofOne.put(word.getProfileId(), word);
      }
    }
    SortedMap<String, Journey> standing = new TreeMap<>();
    words.forEach(
        (id, ofOne) ->
            JourneyHolder.of(ofOne.values())
                .flatMap(JourneyCodec::journey)
                .ifPresent(journey -> standing.put(id, journey)));
    return standing;
  }

  int profileStateEntries() {
    return profiles.numKeyedStateEntries();
  }

  int profileTimers() {
    return profiles.numEventTimeTimers() + profiles.numProcessingTimeTimers();
  }

  @Override
  public void close() throws Exception {
    resolver.close();
    profiles.close();
  }

  private void input(IdentityInput input) throws Exception {
    resolver.processElement1(new StreamRecord<>(input));
    collect();
  }

  private void collect() throws Exception {
    profiles.setProcessingTime(++clock);
    for (FragmentChange change : resolver.extractOutputValues()) {
      profiles.processElement1(new StreamRecord<>(change));
    }
    resolver.getOutput().clear();
    drain(resolver.getSideOutput(IdentityResolver.GOSSIP)).forEach(log::add);
    Sent ofIdentities = Sent.aside(resolver);
    ofIdentities.each(
        Topic.IDENTITY_MAP,
        (identity, mapping) ->
            put(identityMap, identity, mapping == null ? null : mapping.getProfileId()));
    ofIdentities.each(
        Topic.IDENTITY_COMPONENTS, (key, component) -> put(components, key, component));
    changes.addAll(ofIdentities.values(Topic.IDENTITY_CHANGES));
    Sent ofProfiles = new Sent(profiles.extractOutputValues());
    profiles.getOutput().clear();
    ofProfiles.each(Topic.PROFILES, (profileId, profile) -> put(published, profileId, profile));
    revisions.addAll(ofProfiles.values(Topic.JOURNEYS));
    for (MembershipChange change : ofProfiles.values(Topic.MEMBERSHIPS)) {
      Membership membership = change.getMembership();
      Map<String, Long> audience =
          audiences.computeIfAbsent(change.getProfileId(), none -> new TreeMap<>());
      if (membership.getStatus() == MembershipStatus.realized) {
        audience.put(membership.getSegmentId(), membership.getLastQualificationTime());
      } else {
        audience.remove(membership.getSegmentId());
      }
    }
  }

  /** Has the operator let go of the crossings it adds up, as before a checkpoint. */
  private void count() throws Exception {
    profiles.prepareSnapshotPreBarrier(snapshots);
    for (SegmentCrossings sum : drain(profiles.getSideOutput(ProfileOperator.CROSSINGS))) {
      members.merge(sum.getSegmentId(), sum.getEntered() - sum.getExited(), Long::sum);
    }
  }

  private static <V> void put(Map<String, V> values, String key, @Nullable V value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }

  private static <T> List<T> drain(Queue<StreamRecord<T>> output) {
    List<T> values = new ArrayList<>();
    if (output != null) {
      for (StreamRecord<T> each = output.poll(); each != null; each = output.poll()) {
        values.add(each.getValue());
      }
    }
    return values;
  }

  private KeyedTwoInputStreamOperatorTestHarness<
          String, IdentityInput, DefinitionUpdate, FragmentChange>
      resolver() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new IdentityResolver(definitions, settings),
        IdentityInput::getIdentity,
        null,
        Types.STRING);
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, FragmentChange, DefinitionUpdate, Outgoing>
      profiles() throws Exception {
    var made =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ProfileOperator(definitions, PROFILES, JOURNEYS),
            FragmentChange::getProfileId,
            null,
            Types.STRING);
    made.setProcessingTime(clock); // which goes on where an attempt ends
    made.getEnvironment()
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    return made;
  }
}
