/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.IdentityState;
import io.kindred.topic.Revision;

/** What one identity's key publishes of its component, and when. */
record ComponentOutput(
    String key, KeyedIdentityMemory memory, IdentityState state, ResolverOutputs out) {

  /** Members of a component that is published whenever one of them moves. */
  private static final int AT_ONCE_MAX = 50;

  /**
   * To be called at the end of a turn. What the members hear late is published late too, so that a
   * busy or a large component is published once in a label period. What moved somebody in a
   * component of usual size is not.
   *
   * @param labelsSent whether all members were told the newest version
   * @param labelsDue whether some member has yet to be told
   * @param cameAnew whether the identity belongs to a profile since this turn
   * @param leftForGood whether it belongs to none since this turn
   */
  void publish(boolean labelsSent, boolean labelsDue, boolean cameAnew, boolean leftForGood) {
    String owner = memory.owner();
    state.setComponentDue(state.getComponentDue() || memory.factsChanged());
    if (isDeleted(leftForGood)) {
      unpublish(leftForGood);
    } else if (owner != null
        && (cameAnew || (memory.ownerChanged() && state.getJoined() != null))) {
      state.setComponentDue(false);
      out.component(ComponentRecords.pointer(key, owner, nextRevision()));
    } else if (state.getComponentDue() && (labelsSent || isAtOnce(labelsDue))) {
      publishFacts();
    }
  }

  private void publishFacts() {
    state.setComponentDue(false);
    if (!memory.facts().isEmpty()) {
      out.component(ComponentRecords.of(key, memory, nextRevision()));
    }
  }

  private boolean isAtOnce(boolean labelsDue) {
    return !labelsDue || (memory.toldChanged() && memory.told().founders().size() <= AT_ONCE_MAX);
  }

  /** Also of a root that outlived its own deletion, once the last of the others is deleted. */
  private void unpublish(boolean leftForGood) {
    state.setComponentDue(false);
    if (leftForGood || memory.factsChanged() || memory.ownerChanged()) {
      out.component(ComponentRecords.ended(key, nextRevision()));
    }
  }

  /** Nothing is published of an identity that is no more, unless others hang on it. */
  private boolean isDeleted(boolean leftForGood) {
    boolean gone = (leftForGood || memory.erasedUntil() > Long.MIN_VALUE) && !memory.seen();
    return gone && (memory.owner() != null || memory.facts().named().isEmpty());
  }

  private long nextRevision() {
    long next = Revision.after(state.getComponentRevision(), out.processingTime());
    state.setComponentRevision(next);
    return next;
  }
}
