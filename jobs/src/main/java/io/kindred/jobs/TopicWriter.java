/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.topic.Topic;
import java.io.Serializable;
import java.util.function.Predicate;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes values to their topic in a sandbox, under their key. */
final class TopicWriter<V> implements KafkaRecordSerializationSchema<V> {

  /** Says of a value that it has ended: a tombstone is written in its place. */
  @FunctionalInterface
  interface Ended<V> extends Predicate<V>, Serializable {}

  private final Topic<V> topic;
  private final String name;
  private final Ended<V> ended;

  TopicWriter(Topic<V> topic, String sandbox, Ended<V> ended) {
    this.topic = topic;
    this.name = topic.in(sandbox);
    this.ended = ended;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      V value, KafkaSinkContext context, @Nullable Long timestamp) {
    byte[] bytes = ended.test(value) ? null : topic.encode(value);
    return new ProducerRecord<>(name, topic.encodeKey(value), bytes);
  }
}
