/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic.flink;

import io.kindred.topic.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a topic. Whatever an operator says to several topics leaves it as one
 * stream of these, so that one producer sends it: each has a thread, buffers, and a flush for which
 * a checkpoint waits.
 *
 * @param topic the topic's name without a sandbox
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outgoing(String topic, byte[] key, byte @Nullable [] value) {

  /** For operators whose main output is something else. */
  public static final OutputTag<Outgoing> TAG =
      new OutputTag<>("outgoing", TypeInformation.of(Outgoing.class));

  /** A value for its topic; one that ends its key becomes a tombstone. */
  public static <V> Outgoing of(Topic<V> topic, V value) {
    byte[] written = topic.isEnd(value) ? null : topic.encode(value);
    return new Outgoing(topic.name(), topic.encodeKey(value), written);
  }
}
