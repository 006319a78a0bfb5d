/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.SegmentCount;
import io.kindred.definition.flink.DefinitionIngest;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.flink.IdentityResolver;
import io.kindred.ingest.flink.Ingest;
import io.kindred.ingest.flink.RawInput;
import io.kindred.profile.flink.ProfileOperator;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
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

  /** One for each operator that says something, and one for what must not wait. */
  record Sinks(
      Sink<Outgoing> ofDefinitions,
      Sink<Outgoing> ofEvents,
      Sink<Outgoing> ofRecords,
      Sink<Outgoing> ofIdentities,
      Sink<Gossip> gossip,
      Sink<Outgoing> ofProfiles,
      Sink<SegmentCount> segmentCounts) {}

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
            kafka.input(DefinitionIngest.UID),
            kafka.input(Ingest.EVENTS_UID),
            kafka.input(Ingest.RECORDS_UID),
            kafka.results(IdentityResolver.UID),
            kafka.atOnce(Topic.IDENTITY_GOSSIP),
            kafka.results(ProfileOperator.UID),
            kafka.patientResults(Topic.SEGMENT_COUNTS)));
  }
}
