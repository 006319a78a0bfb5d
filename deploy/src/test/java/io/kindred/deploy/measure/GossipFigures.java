/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.measure;

import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityComponent;
import io.kindred.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a run left in the topics of gossip and of components. */
final class GossipFigures {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> kafka;
  private final String sandbox;

  private final SortedMap<String, Integer> messages = new TreeMap<>();
  private final SortedMap<Integer, Integer> labelsByHops = new TreeMap<>();
  private long bytes;
  private int largestMessage;
  private int mostLinks;
  private int largestComponent;

  GossipFigures(Map<String, Object> kafka, String sandbox) {
    this.kafka = kafka;
    this.sandbox = sandbox;
    read(Topic.IDENTITY_GOSSIP, this::gossip);
    read(Topic.IDENTITY_COMPONENTS, this::component);
  }

  int total() {
    return messages.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    String text =
        "gossip %s = %d messages, %d bytes, largest %d; labels by hops %s;"
            + " largest component: %d links, %d bytes";
    return text.formatted(
        messages, total(), bytes, largestMessage, labelsByHops, mostLinks, largestComponent);
  }

  private void gossip(byte[] value) {
    Gossip gossip = Topic.IDENTITY_GOSSIP.decode(value);
    messages.merge(kind(gossip), 1, Integer::sum);
    if (gossip.getLabel() != null) {
      labelsByHops.merge(gossip.getHops(), 1, Integer::sum);
    }
    bytes += value.length;
    largestMessage = Math.max(largestMessage, value.length);
  }

  private static String kind(Gossip gossip) {
    if (gossip.getFacts() != null) {
      return "facts";
    }
    if (gossip.getClaim() != null) {
      return "claim";
    }
    return gossip.getLabel() != null ? "label" : "other";
  }

  private void component(byte[] value) {
    IdentityComponent component = Topic.IDENTITY_COMPONENTS.decode(value);
    if (component.getFacts() != null) {
      mostLinks = Math.max(mostLinks, component.getFacts().getLinks().size());
      largestComponent = Math.max(largestComponent, value.length);
    }
  }

  private void read(Topic<?> topic, Consumer<byte[]> each) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic.in(sandbox)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          if (message.value() != null) {
            each.accept(message.value());
          }
        }
      }
    }
  }
}
