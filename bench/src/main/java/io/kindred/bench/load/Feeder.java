/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import io.kindred.avro.Definition;
import io.kindred.topic.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends to one sandbox, as sources and people would; a message that is lost makes it fail. */
public final class Feeder implements AutoCloseable {

  /**
   * Messages of a batch, bytes. A partition is written to until it has got so many, so what is live
   * has Kafka's default: partitions that get something now and then would be another load.
   */
  private static final int BATCH = 256 << 10;

  private static final int LIVE_BATCH = 16 << 10;
  private static final int LIVE_LINGER_MS = 1;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String sandbox;
  private volatile @Nullable Exception failure;

  private final Callback onSent =
      (place, problem) -> {
        if (problem != null) {
          failure = problem;
        }
      };

  /**
   * @param lingerMs how long a message may wait for others; 0 where delays are measured
   */
  public Feeder(String bootstrapServers, String sandbox, int lingerMs) {
    this.sandbox = sandbox;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                lingerMs,
                ProducerConfig.ACKS_CONFIG,
                "1",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                ProducerConfig.BATCH_SIZE_CONFIG,
                lingerMs > LIVE_LINGER_MS ? BATCH : LIVE_BATCH),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public void event(byte[] json) {
    send(new ProducerRecord<>(Topic.XDM_EVENTS.in(sandbox), json));
  }

  public <V> void send(Topic<V> topic, V value) {
    send(new ProducerRecord<>(topic.in(sandbox), topic.encodeKey(value), topic.encode(value)));
  }

  /** Sends definitions, and returns when the broker has them. */
  public void define(List<Definition> definitions) {
    for (Definition each : definitions) {
      send(Topic.DEFINITIONS, each);
    }
    flush();
  }

  /** Returns when the broker has all. */
  public void flush() {
    producer.flush();
    Exception problem = failure;
    if (problem != null) {
      throw new KafkaException("the broker did not take a message for " + sandbox, problem);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    // The callback keeps a failure for the next flush.
    var unused = producer.send(message, onSent);
  }
}
