/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import io.kindred.avro.Definition;
import io.kindred.avro.PrivacyRequest;
import io.kindred.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends what a scenario holds to one sandbox, as sources and people would. */
public final class ScenarioFeeder implements AutoCloseable {

  /** More than ingest takes: what is too large is the engine's to refuse. */
  private static final int REQUEST_BYTES_MAX = 32 << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String sandbox;

  public ScenarioFeeder(String bootstrapServers, String sandbox) {
    this.sandbox = sandbox;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                REQUEST_BYTES_MAX),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends definitions, and returns when the broker has them. */
  public void define(Collection<Definition> definitions) {
    send(definitions.stream().map(each -> message(Topic.DEFINITIONS, each)).toList());
  }

  /** Sends facts in their order, and returns when the broker has them. */
  public void feed(Collection<Fact> facts) {
    send(facts.stream().map(this::message).toList());
  }

  /** Sends wishes to be forgotten, and returns when the broker has them. */
  public void request(Collection<PrivacyRequest> requests) {
    send(requests.stream().map(each -> message(Topic.PRIVACY_REQUESTS, each)).toList());
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(List<ProducerRecord<byte[], byte[]>> messages) {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    messages.forEach(message -> acknowledgements.add(producer.send(message)));
    producer.flush();
    for (Future<RecordMetadata> acknowledgement : acknowledgements) {
      try {
        acknowledgement.get();
      } catch (ExecutionException e) {
        throw new KafkaException("the broker did not take a message for " + sandbox, e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptException(e);
      }
    }
  }

  private <V> ProducerRecord<byte[], byte[]> message(Topic<V> topic, V value) {
    return new ProducerRecord<>(topic.in(sandbox), topic.encodeKey(value), topic.encode(value));
  }

  private ProducerRecord<byte[], byte[]> message(Fact fact) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(fact.topic().in(sandbox), utf8(fact.json()));
    String dataset = fact.dataset();
    if (dataset != null) {
      message.headers().add("dataset", utf8(dataset));
    }
    return message;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
