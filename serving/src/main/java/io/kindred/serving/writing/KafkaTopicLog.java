/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.writing;

import io.kindred.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Values into a topic in Kafka, each acknowledged by all replicas that are in sync. The producer is
 * made with the first one: a process that is only asked needs none, and starts while the broker is
 * away.
 *
 * @param <V> the type of the value
 */
public final class KafkaTopicLog<V> implements TopicLog<V> {

  /** How long somebody is kept waiting for a broker that does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Topic<V> topic;
  private final String name;
  private final Counter written;
  private final Counter failures;
  private @Nullable Producer<byte[], byte[]> producer;

  KafkaTopicLog(
      Supplier<Producer<byte[], byte[]>> producers,
      Topic<V> topic,
      String sandbox,
      MeterRegistry registry) {
    this.producers = producers;
    this.topic = topic;
    this.name = topic.in(sandbox);
    this.written = counter(registry, "written", "What the brokers acknowledged.");
    this.failures = counter(registry, "failures", "What no broker acknowledged.");
  }

  /**
   * The log of a topic in a sandbox.
   *
   * @param kafka where the brokers are, and what else their clients need
   */
  public static <V> KafkaTopicLog<V> of(
      Map<String, Object> kafka, Topic<V> topic, String sandbox, MeterRegistry registry) {
    Map<String, Object> settings = new HashMap<>(kafka);
    int patienceMs = Math.toIntExact(PATIENCE.toMillis());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMs);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMs);
    return new KafkaTopicLog<>(
        () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
        topic,
        sandbox,
        registry);
  }

  @Override
  public Written append(V value) throws WriteFailure {
    try {
      RecordMetadata at = producer().send(message(value)).get();
      written.increment();
      return new Written(at.partition(), at.offset() + 1);
    } catch (ExecutionException e) {
      throw failed(String.valueOf(e.getCause()), e);
    } catch (KafkaException e) {
      throw failed(e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(PATIENCE);
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known = producers.get();
      producer = known;
    }
    return known;
  }

  private ProducerRecord<byte[], byte[]> message(V value) {
    return new ProducerRecord<>(name, topic.encodeKey(value), topic.encode(value));
  }

  private WriteFailure failed(String reason, Exception cause) {
    failures.increment();
    return new WriteFailure(reason, cause);
  }

  private Counter counter(MeterRegistry registry, String what, String description) {
    return Counter.builder("kindred.serving." + topic.name().replace('-', '.') + "." + what)
        .description(description)
        .register(registry);
  }
}
