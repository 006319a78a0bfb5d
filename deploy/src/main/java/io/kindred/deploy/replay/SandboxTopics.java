/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of one sandbox as somebody sees them who looks at the broker from outside. */
final class SandboxTopics implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> kafka;
  private final Admin admin;
  private final String sandbox;

  SandboxTopics(Map<String, Object> kafka, String sandbox) {
    this.kafka = kafka;
    this.admin = Admin.create(kafka);
    this.sandbox = sandbox;
  }

  /** Where each partition of the sandbox ends now. */
  Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    List<String> names = names();
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            wanted.put(
                                new TopicPartition(name, partition.partition()),
                                OffsetSpec.latest())));
    return admin.listOffsets(wanted).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** How far a consumer group has read, where it has said so. */
  Map<TopicPartition, Long> committed(String group)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry :
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet()) {
      if (entry.getValue() != null) {
        committed.put(entry.getKey(), entry.getValue().offset());
      }
    }
    return committed;
  }

  String sandbox() {
    return sandbox;
  }

  /** All values of a topic, in order within each partition. */
  <V> List<V> all(Topic<V> topic) throws ExecutionException, InterruptedException {
    return read(topic).stream()
        .map(ConsumerRecord::value)
        .filter(Objects::nonNull)
        .map(topic::decode)
        .toList();
  }

  /** The last value of each key, without the keys that ended in a tombstone. */
  <V> Map<String, V> latest(Topic<V> topic) throws ExecutionException, InterruptedException {
    Map<String, V> latest = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> message : read(topic)) {
      String key = new String(message.key(), StandardCharsets.UTF_8);
      if (message.value() == null) {
        latest.remove(key);
      } else {
        latest.put(key, topic.decode(message.value()));
      }
    }
    return latest;
  }

  /** Marks the topics for deletion, so that the next scenarios have the broker to themselves. */
  void delete() {
    admin.deleteTopics(names());
  }

  @Override
  public void close() {
    admin.close();
  }

  private List<String> names() {
    return Topic.ALL.stream().map(topic -> topic.in(sandbox)).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends =
        ends().entrySet().stream()
            .filter(end -> end.getKey().topic().equals(topic.in(sandbox)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(messages::add);
      }
    }
    return messages;
  }
}
