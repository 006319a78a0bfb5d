/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.topic.flink.Outgoing;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes what goes to topics to those of a sandbox. */
final class TopicWriter<T> implements KafkaRecordSerializationSchema<T> {

  /** What is written of an element. */
  @FunctionalInterface
  interface ToOutgoing<T> extends Function<T, Outgoing>, Serializable {}

  private final String prefix;
  private final ToOutgoing<T> outgoing;

  TopicWriter(String sandbox, ToOutgoing<T> outgoing) {
    this.prefix = sandbox + ".";
    this.outgoing = outgoing;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, @Nullable Long timestamp) {
    Outgoing message = outgoing.apply(element);
    return new ProducerRecord<>(prefix + message.topic(), message.key(), message.value());
  }
}
