/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its end on, in a thread of its own, and hands each value over at once. */
final class TopicWatch<V> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final Topic<V> topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<V> each;
  private final Thread thread;
  private volatile boolean closed;

  TopicWatch(Map<String, Object> kafka, String sandbox, Topic<V> topic, Consumer<V> each) {
    this.topic = topic;
    this.each = each;
    consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic.in(sandbox)).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    thread = new Thread(this::read, "watch-" + topic);
    thread.start();
  }

  private void read() {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        if (message.value() != null) {
          each.accept(topic.decode(message.value()));
        }
      }
    }
    consumer.close();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
