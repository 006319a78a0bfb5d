/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.IdentityMapping;
import io.kindred.avro.IdentityState;
import io.kindred.topic.Revision;

/**
 * What the identity map is told of one identity.
 *
 * @param attempt the checkpoint that the job was restored from
 */
record MappingOutput(String key, IdentityState state, long attempt, ResolverOutputs out) {

  void publish(String profileId) {
    state.setAttempt(attempt);
    state.setMappingRevision(Revision.after(state.getMappingRevision(), out.processingTime()));
    out.mapping(new IdentityMapping(key, profileId, state.getMappingRevision()));
  }

  /**
   * To be called each turn. An attempt that was rolled back may have published another profile, to
   * which this attempt never moves. It did so in a turn whose input comes again, so the first turn
   * of a key puts it right.
   */
  void restate() {
    if (state.getAttempt() != attempt && state.getMappingRevision() > 0) {
      String joined = state.getJoined();
      publish(joined == null ? "" : joined);
    }
  }
}
