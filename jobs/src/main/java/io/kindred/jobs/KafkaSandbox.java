/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics of one sandbox on the brokers that a job is configured for, as sources and sinks.
 *
 * <p>Sinks write at least once: upserts carry a revision, membership changes and journeys are
 * idempotent, and gossip is made of facts that may arrive twice. Results are written exactly once
 * where that is asked for: then what a lost attempt wrote is never committed.
 */
final class KafkaSandbox {

  /** Kafka's default of 16 KiB would be full long before a message has waited. */
  private static final int BATCH_BYTES = 128 << 10;

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final String sandbox;
  private final String group;
  private final Properties properties;
  private final DeliveryGuarantee delivery;
  private final Duration transactionTimeout;
  private final Duration linger;
  private final Duration lingerOfInput;

  /**
   * The topics as a job reads them.
   *
   * @param job that says in the sandbox how far it has read
   */
  KafkaSandbox(ReadableConfig settings, String job) {
    this.bootstrapServers = settings.get(KafkaOptions.BOOTSTRAP_SERVERS);
    this.sandbox = settings.get(KafkaOptions.SANDBOX);
    this.group = sandbox + "." + job;
    this.properties = new Properties();
    properties.putAll(settings.get(KafkaOptions.PROPERTIES));
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    this.delivery = settings.get(KafkaOptions.DELIVERY);
    this.transactionTimeout = settings.get(KafkaOptions.TRANSACTION_TIMEOUT);
    this.linger = settings.get(KafkaOptions.LINGER);
    this.lingerOfInput = settings.get(KafkaOptions.LINGER_OF_INPUT);
  }

  /** A topic from its beginning; a job that restores goes on where it was. */
  <T> KafkaSource<T> source(Topic<?> topic, KafkaRecordDeserializationSchema<T> reader) {
    return source(topic, reader, OffsetsInitializer.earliest());
  }

  /**
   * A topic from what is written after the job is submitted; a job that restores goes on where it
   * was. The offsets are fixed here: what the job itself writes as it starts is not missed.
   */
  <T> KafkaSource<T> sourceFromNow(Topic<?> topic, KafkaRecordDeserializationSchema<T> reader) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(topic, consumer));
      return source(topic, reader, OffsetsInitializer.offsets(ends));
    }
  }

  /** At least once and in large parts: for what was accepted or not, which may come twice. */
  Sink<Outgoing> input(String writer) {
    return sink(writer, message -> message, DeliveryGuarantee.AT_LEAST_ONCE, lingerOfInput);
  }

  /** At least once and at once: for gossip, which must not wait. */
  <V> Sink<V> atOnce(Topic<V> topic) {
    return sink(topic, DeliveryGuarantee.AT_LEAST_ONCE, Duration.ZERO);
  }

  /**
   * As the options say, whatever topics it goes to.
   *
   * @param writer who writes, another name for each sink of a job: it names the transactions
   */
  Sink<Outgoing> results(String writer) {
    return sink(writer, message -> message, delivery, linger);
  }

  /** The same for one topic. */
  <V> Sink<V> results(Topic<V> topic) {
    return sink(topic, delivery, linger);
  }

  /** The same in large parts: for results that nobody waits for. */
  <V> Sink<V> patientResults(Topic<V> topic) {
    return sink(topic, delivery, lingerOfInput);
  }

  private <V> Sink<V> sink(Topic<V> topic, DeliveryGuarantee guarantee, Duration patience) {
    return sink(topic.name(), value -> Outgoing.of(topic, value), guarantee, patience);
  }

  private <T> Sink<T> sink(
      String writer,
      TopicWriter.ToOutgoing<T> outgoing,
      DeliveryGuarantee guarantee,
      Duration patience) {
    Properties producer = new Properties();
    producer.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transactionTimeout.toMillis()));
    producer.put(ProducerConfig.LINGER_MS_CONFIG, Long.toString(patience.toMillis()));
    producer.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
    producer.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topics.MESSAGE_BYTES_MAX));
    producer.putAll(properties);
    return KafkaSink.<T>builder()
        .setBootstrapServers(bootstrapServers)
        .setKafkaProducerConfig(producer)
        .setDeliveryGuarantee(guarantee)
        .setTransactionalIdPrefix(sandbox + "." + writer)
        .setRecordSerializer(new TopicWriter<>(sandbox, outgoing))
        .build();
  }

  /** Every definition that stands in the topic now, so that a job's first event meets them. */
  List<DefinitionUpdate> definitions() {
    List<DefinitionUpdate> definitions = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(Topic.DEFINITIONS, consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          definitions.add(TopicReaders.Definitions.read(message));
        }
      }
    }
    return definitions;
  }

  private <T> KafkaSource<T> source(
      Topic<?> topic, KafkaRecordDeserializationSchema<T> reader, OffsetsInitializer from) {
    return KafkaSource.<T>builder()
        .setProperties(properties)
        // Where results are written exactly once, what a lost attempt wrote is not to be read.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setBootstrapServers(bootstrapServers)
        .setTopics(topic.in(sandbox))
        .setGroupId(group)
        .setStartingOffsets(from)
        .setDeserializer(reader)
        .build();
  }

  private List<TopicPartition> partitions(Topic<?> topic, Consumer<?, ?> consumer) {
    return consumer.partitionsFor(topic.in(sandbox)).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
