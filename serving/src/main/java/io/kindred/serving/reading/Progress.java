/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the topics have been read, for whoever asks meanwhile.
 *
 * <p>The goal is set once, at the first sight of the topics' ends: a store that has caught up with
 * it stays ready, however much is written after.
 */
public final class Progress {

  private final Map<TopicPartition, Long> ahead = new HashMap<>();
  private boolean goalKnown;
  private long lag;
  private @Nullable String failure;

  synchronized void goal(Map<TopicPartition, Long> ends) {
    if (!goalKnown) {
      goalKnown = true;
      ahead.putAll(ends);
    }
  }

  synchronized void at(Map<TopicPartition, Long> positions, long recordsBehind) {
    ahead.entrySet().removeIf(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    lag = recordsBehind;
    failure = null;
  }

  synchronized void failed(String reason) {
    failure = reason;
  }

  /** Whether the store holds all that the topics held when this process first saw them. */
  public synchronized boolean caughtUp() {
    return goalKnown && ahead.isEmpty();
  }

  /** How many records of the topics were not read at the last look. */
  public synchronized long lag() {
    return lag;
  }

  /** Why the last try failed; empty while reading goes well. */
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure);
  }
}
