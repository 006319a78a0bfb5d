/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import java.io.Serializable;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How long gossip may wait for more of it.
 *
 * @param labelPeriodMs labels that do not change are sent at most once in so many milliseconds, to
 *     a component of up to a hundred
 * @param joinPeriodMs links for a large component wait at most so many milliseconds
 * @param joinAtOnceMax a component of more links is large
 * @param localMax so many messages within a subtask may wait to be handled there
 */
public record GossipPace(long labelPeriodMs, long joinPeriodMs, int joinAtOnceMax, int localMax)
    implements Serializable {

  /** Nothing waits, and every message goes round through Kafka. */
  public static final GossipPace AT_ONCE = new GossipPace(0, 0, 0, 0);

  /** Members of a component that are told within one label period. */
  private static final int MEMBERS_A_PERIOD = 100;

  /** The more members there are, the longer, so that they cost no more messages than few do. */
  long labelPeriodMs(int members) {
    return labelPeriodMs * (1 + members / MEMBERS_A_PERIOD);
  }

  /** From the job's options. */
  static GossipPace of(ReadableConfig options) {
    return new GossipPace(
        options.get(IdentityOptions.LABEL_PERIOD).toMillis(),
        options.get(IdentityOptions.JOIN_PERIOD).toMillis(),
        options.get(IdentityOptions.JOIN_AT_ONCE_MAX),
        options.get(IdentityOptions.LOCAL_MAX));
  }
}
