/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.DeadLetter;
import io.kindred.avro.Event;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.avro.Record;
import io.kindred.avro.SegmentCount;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.ingest.flink.RawInput;
import io.kindred.topic.Topic;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/** Where ProfileJob reads and writes. */
record ProfileJobEnds(Sources sources, Sinks sinks) {

  record Sources(
      Source<RawInput, ?, ?> xdmEvents,
      Source<RawInput, ?, ?> xdmRecords,
      Source<DefinitionUpdate, ?, ?> definitions,
      Source<PrivacyRequest, ?, ?> privacyRequests,
      Source<IdentityInput, ?, ?> gossip) {}

  record Sinks(
      Sink<Event> events,
      Sink<Record> records,
      Sink<DeadLetter> deadLetters,
      Sink<Gossip> gossip,
      Sink<IdentityMapping> identityMap,
      Sink<IdentityComponent> identityComponents,
      Sink<IdentityChange> identityChanges,
      Sink<Profile> profiles,
      Sink<JourneyRevision> journeys,
      Sink<MembershipChange> memberships,
      Sink<SegmentCount> segmentCounts,
      Sink<PrivacyResult> privacyResults) {}

  /** The topics of a sandbox, as they stand when the job is submitted. */
  static ProfileJobEnds on(KafkaSandbox kafka) {
    return new ProfileJobEnds(
        new Sources(
            kafka.source(Topic.XDM_EVENTS, new TopicReaders.Raw(Topic.XDM_EVENTS)),
            kafka.source(Topic.XDM_RECORDS, new TopicReaders.Raw(Topic.XDM_RECORDS)),
            kafka.source(Topic.DEFINITIONS, new TopicReaders.Definitions()),
            kafka.source(Topic.PRIVACY_REQUESTS, new TopicReaders.PrivacyRequests()),
            kafka.sourceFromNow(Topic.IDENTITY_GOSSIP, new TopicReaders.GossipInput())),
        new Sinks(
            kafka.sinkOfInput(Topic.EVENTS),
            kafka.sinkOfInput(Topic.RECORDS),
            kafka.sinkOfInput(Topic.DEAD_LETTERS),
            kafka.sinkAtOnce(Topic.IDENTITY_GOSSIP),
            kafka.results(Topic.IDENTITY_MAP, mapping -> mapping.getProfileId().isEmpty()),
            kafka.patientResults(
                Topic.IDENTITY_COMPONENTS,
                component -> component.getOwner() == null && component.getFacts() == null),
            kafka.patientResults(Topic.IDENTITY_CHANGES, change -> false),
            kafka.results(Topic.PROFILES, profile -> profile.getIdentities().isEmpty()),
            kafka.patientResults(Topic.JOURNEYS, journey -> false),
            kafka.results(Topic.MEMBERSHIPS),
            kafka.patientResults(Topic.SEGMENT_COUNTS, count -> false),
            kafka.results(Topic.PRIVACY_RESULTS)));
  }
}
