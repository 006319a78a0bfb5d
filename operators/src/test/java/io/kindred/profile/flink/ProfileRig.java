/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.Sent;
import io.kindred.TestObjects;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.avro.SegmentFill;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.ingest.flink.EventTime;
import io.kindred.journey.flink.JourneyTerms;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The profile operator in a harness, and all that it has said. */
final class ProfileRig implements AutoCloseable {

  private static final JourneyTerms JOURNEYS =
      new JourneyTerms(90 * TestObjects.DAY, new EventTime(Long.MIN_VALUE));

  private final List<DefinitionUpdate> atStart;
  private final ProfileSettings settings;
  private final StateBackend backend;
  private final SortedMap<String, Profile> published = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Long>> audiences = new TreeMap<>();
  private final List<MembershipChange> changes = new ArrayList<>();
  private final List<SegmentFill> fills = new ArrayList<>();
  private KeyedTwoInputStreamOperatorTestHarness<String, FragmentChange, DefinitionUpdate, Outgoing>
      harness;
  private long watermark = Long.MIN_VALUE;
  private int snapshots;

  ProfileRig(List<DefinitionUpdate> atStart, ProfileSettings settings, StateBackend backend)
      throws Exception {
    this.atStart = atStart;
    this.settings = settings;
    this.backend = backend;
    harness = harness();
    harness.setup();
    harness.open();
    harness.setProcessingTime(0);
  }

  static DefinitionUpdate segment(String id, String pql, String state, long version) {
    String body =
        """
        {"name": "%s", "state": "%s",
         "expression": {"type": "PQL", "format": "pql/text", "value": "%s"}}
        """
            .formatted(id, state, pql);
    return new DefinitionUpdate(DefinitionKind.SEGMENT, id, body, version);
  }

  void apply(FragmentChange change) throws Exception {
    harness.processElement1(new StreamRecord<>(change));
    collect();
  }

  void define(DefinitionUpdate update) throws Exception {
    harness.processElement2(new StreamRecord<>(update));
    collect();
  }

  void watermark(long time) throws Exception {
    watermark = time;
    harness.processWatermark1(new Watermark(time));
    harness.processWatermark2(new Watermark(time));
    collect();
  }

  void processingTime(long time) throws Exception {
    harness.setProcessingTime(time);
    collect();
  }

  /** Goes on in another operator, from a snapshot. */
  void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(++snapshots, snapshots);
    long time = harness.getProcessingTime();
    harness.close();
    harness = harness();
    harness.setup();
    harness.initializeState(snapshot);
    harness.open();
    harness.setProcessingTime(time);
    watermark(watermark);
  }

  /** The last published form of each profile that has not ended. */
  SortedMap<String, Profile> published() {
    return published;
  }

  /** By profile: since when it is a member of which segments, as the changes tell. */
  Map<String, Long> audience(String profileId) {
    return audiences.getOrDefault(profileId, new TreeMap<>());
  }

  /** The changes of memberships since the last call. */
  List<MembershipChange> changes() {
    List<MembershipChange> told = List.copyOf(changes);
    changes.clear();
    return told;
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** How far new segments are, as it was told so far. */
  List<SegmentFill> fills() {
    return fills;
  }

  private void collect() {
    Queue<StreamRecord<SegmentFill>> filled = harness.getSideOutput(ProfileOperator.FILLS);
    while (filled != null && !filled.isEmpty()) {
      fills.add(filled.remove().getValue());
    }
    Sent sent = new Sent(harness.extractOutputValues());
    harness.getOutput().clear();
    sent.each(
        Topic.PROFILES,
        (id, profile) -> {
          if (profile == null) {
            published.remove(id);
          } else {
            published.put(id, profile);
          }
        });
    for (MembershipChange change : sent.values(Topic.MEMBERSHIPS)) {
      changes.add(change);
      SortedMap<String, Long> audience =
          audiences.computeIfAbsent(change.getProfileId(), none -> new TreeMap<>());
      Membership membership = change.getMembership();
      if (membership.getStatus() == MembershipStatus.realized) {
        audience.put(membership.getSegmentId(), membership.getLastQualificationTime());
      } else {
        audience.remove(membership.getSegmentId());
      }
    }
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, FragmentChange, DefinitionUpdate, Outgoing>
      harness() throws Exception {
    var made =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ProfileOperator(atStart, settings, JOURNEYS),
            FragmentChange::getProfileId,
            null,
            Types.STRING);
    made.setStateBackend(backend);
    return made;
  }
}
