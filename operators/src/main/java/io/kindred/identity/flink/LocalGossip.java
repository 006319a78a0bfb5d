/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.identity.GossipMessage;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages between identities of one subtask. They are handled after the turn that sent them,
 * before the next input, and so within the same checkpoint; the others go round through Kafka.
 */
final class LocalGossip {

  /** A message on its way. */
  record Mail(String target, GossipMessage message, Trail trail) {}

  private final Predicate<String> isLocal;
  private final int max;
  private final Queue<Mail> queue = new ArrayDeque<>();

  /**
   * @param isLocal whether a key is this subtask's
   * @param max so many may wait
   */
  LocalGossip(Predicate<String> isLocal, int max) {
    this.isLocal = isLocal;
    this.max = max;
  }

  /** False if it has to go round. */
  boolean take(Mail mail) {
    return queue.size() < max && isLocal.test(mail.target()) && queue.add(mail);
  }

  /** The next one, which does not wait any more; null if none does. */
  @Nullable Mail poll() {
    return queue.poll();
  }
}
