/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a sandbox on a broker. */
public final class Topics {

  /** Gossip is for running jobs; a job that was down for longer restores and replays its input. */
  private static final Duration SOON = Duration.ofHours(6);

  /**
   * A profile holds what many documents said, so a message may be larger than any document that
   * ingest takes. Bytes.
   */
  static final int MESSAGE_BYTES_MAX = 32 << 20;

  private static final int TRIES_MAX = 200;
  private static final long PAUSE_MS = 50;

  private Topics() {}

  /**
   * Creates the topics that are missing; those that stand are left as they are.
   *
   * @param kafka properties of an admin client
   */
  public static void create(Map<String, Object> kafka, String sandbox, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      Set<String> standing = admin.listTopics().names().get();
      List<NewTopic> missing =
          Topic.ALL.stream()
              .filter(topic -> !standing.contains(topic.in(sandbox)))
              .map(topic -> newTopic(topic, sandbox, partitions))
              .toList();
      admin.createTopics(missing).all().get();
      awaitKnown(admin, missing.stream().map(NewTopic::name).toList());
    }
  }

  /** A broker hears of a new topic a little later than the controller that created it. */
  private static void awaitKnown(Admin admin, List<String> names)
      throws ExecutionException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        admin.describeTopics(names).allTopicNames().get();
        return;
      } catch (ExecutionException e) {
        boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!unknown || tries == TRIES_MAX) {
          throw e;
        }
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  private static NewTopic newTopic(Topic<?> topic, String sandbox, int partitions) {
    // A definition's version is its offset, so definitions keep one order among all of them.
    int count = topic == Topic.DEFINITIONS ? 1 : partitions;
    Map<String, String> configs = new HashMap<>(configs(topic));
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MESSAGE_BYTES_MAX));
    return new NewTopic(topic.in(sandbox), Optional.of(count), Optional.empty()).configs(configs);
  }

  private static Map<String, String> configs(Topic<?> topic) {
    return switch (topic.cleanup()) {
      case COMPACT -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      case DELETE_SOON -> Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(SOON.toMillis()));
      case DELETE -> Map.of();
    };
  }
}
