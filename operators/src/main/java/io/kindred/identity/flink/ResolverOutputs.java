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
import java.nio.ByteBuffer;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The resolver's outputs, whichever of its methods is running.
 *
 * @param processingTime of what is put out
 */
record ResolverOutputs(Side side, Collector<FragmentChange> fragments, long processingTime) {

  /** A context's side outputs. */
  @FunctionalInterface
  interface Side {
    <X> void output(OutputTag<X> tag, X value);
  }

  void gossip(Gossip gossip) {
    side.output(IdentityResolver.GOSSIP, gossip);
  }

  void mapping(IdentityMapping mapping) {
    side.output(IdentityResolver.IDENTITY_MAP, mapping);
  }

  void component(IdentityComponent component) {
    side.output(IdentityResolver.COMPONENTS, component);
  }

  void change(IdentityChange change) {
    side.output(IdentityResolver.CHANGES, change);
  }

  /** Of what came too late, without what it held. */
  void deletedLate(Topic<?> topic) {
    side.output(
        IdentityResolver.DELETED_LATE,
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
    side.output(IdentityResolver.PRIVACY_RESULTS, result);
  }

  void fragment(FragmentChange change) {
    fragments.collect(change);
  }
}
