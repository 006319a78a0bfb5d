/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.DeadLetter;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.PrivacyResult;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
import java.nio.ByteBuffer;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The resolver's outputs in one turn.
 *
 * @param processingTime of what is put out
 */
record ResolverOutputs(Output<StreamRecord<FragmentChange>> output, long processingTime) {

  void gossip(Gossip gossip) {
    output.collect(IdentityResolver.GOSSIP, new StreamRecord<>(gossip));
  }

  void mapping(IdentityMapping mapping) {
    send(Topic.IDENTITY_MAP, mapping);
  }

  void component(IdentityComponent component) {
    send(Topic.IDENTITY_COMPONENTS, component);
  }

  void change(IdentityChange change) {
    send(Topic.IDENTITY_CHANGES, change);
  }

  /** Of what came too late, without what it held. */
  void deletedLate(Topic<?> topic) {
    send(
        Topic.DEAD_LETTERS,
        DeadLetter.newBuilder()
            .setSource(topic.name())
            .setPartition(-1)
            .setOffset(-1)
            .setReason("its identity was deleted on request, up to a later time than this")
            .setPayload(ByteBuffer.allocate(0))
            .setPayloadSize(0)
            .build());
  }

  void privacy(PrivacyResult result) {
    send(Topic.PRIVACY_RESULTS, result);
  }

  void fragment(FragmentChange change) {
    output.collect(new StreamRecord<>(change));
  }

  private <V> void send(Topic<V> topic, V value) {
    output.collect(Outgoing.TAG, new StreamRecord<>(Outgoing.of(topic, value)));
  }
}
