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

  void deadLetter(DeadLetter letter) {
    side.output(IdentityResolver.DELETED_LATE, letter);
  }

  void privacy(PrivacyResult result) {
    side.output(IdentityResolver.PRIVACY_RESULTS, result);
  }

  void fragment(FragmentChange change) {
    fragments.collect(change);
  }
}
