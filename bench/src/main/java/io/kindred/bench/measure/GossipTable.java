/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.avro.Gossip;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
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

/** What runs left in the topic of gossip: messages of each kind, and how far labels had come. */
final class GossipTable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Table table =
      new Table("run", "messages", "facts", "claims", "labels", "largest, bytes", "labels by hops");

  /** What one run left. */
  private static final class Tally implements Consumer<byte[]> {
    private final SortedMap<Integer, Integer> labelsByHops = new TreeMap<>();
    private double messages;
    private double facts;
    private double claims;
    private double labels;
    private int largest;

    @Override
    public void accept(byte[] value) {
      Gossip gossip = Topic.IDENTITY_GOSSIP.decode(value);
      messages++;
      facts += gossip.getFacts() == null ? 0 : 1;
      claims += gossip.getClaim() == null || gossip.getLabel() != null ? 0 : 1;
      if (gossip.getLabel() != null) {
        labels++;
        labelsByHops.merge(gossip.getHops(), 1, Integer::sum);
      }
      largest = Math.max(largest, value.length);
    }
  }

  void row(String run, Rig rig, String sandbox) {
    Tally tally = new Tally();
    readAll(rig.kafka(), Topic.IDENTITY_GOSSIP.in(sandbox), tally);
    table.row(
        run,
        Spread.number(tally.messages),
        Spread.number(tally.facts),
        Spread.number(tally.claims),
        Spread.number(tally.labels),
        Spread.number(tally.largest),
        tally.labelsByHops);
  }

  Table table() {
    return table;
  }

  private static void readAll(Map<String, Object> kafka, String topic, Consumer<byte[]> each) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          each.accept(message.value());
        }
      }
    }
  }
}
