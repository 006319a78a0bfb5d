/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.Definition;
import io.kindred.serving.writing.TopicLog.Written;
import io.kindred.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The log over Kafka's own in-memory producer. */
class KafkaTopicLogTest {

  private static final Definition CUT = new Definition("cut", "x", "{}");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void append_writesUnderKindAndIdAndSaysWhere() throws Exception {
    TopicLog<Definition> log = log(producer);

    assertThat(log.append(CUT)).isEqualTo(new Written(0, 1));
    assertThat(log.append(CUT)).isEqualTo(new Written(0, 2));

    ProducerRecord<byte[], byte[]> message = producer.history().get(0);
    assertThat(message.topic()).isEqualTo("luma.definitions");
    assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo("cut/x");
    assertThat(Topic.DEFINITIONS.decode(message.value())).isEqualTo(CUT);
    assertThat(counted("written")).isEqualTo(2);
  }

  @Test
  void append_whatIsNotAcknowledged_isAFailureAndTheNextIsTried() throws Exception {
    TopicLog<Definition> log = log(producer);
    producer.sendException = new TimeoutException("no answer");

    assertThatThrownBy(() -> log.append(CUT))
        .isInstanceOf(WriteFailure.class)
        .hasMessageContaining("no answer");

    producer.sendException = null;
    log.append(CUT);
    assertThat(counted("failures")).isEqualTo(1);
    assertThat(counted("written")).isEqualTo(1);
  }

  @Test
  void append_withoutABroker_isAFailureAndTheProducerIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    TopicLog<Definition> log =
        new KafkaTopicLog<>(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new KafkaException("no such host");
              }
              return producer;
            },
            Topic.DEFINITIONS,
            "luma",
            metrics);

    assertThatThrownBy(() -> log.append(CUT)).isInstanceOf(WriteFailure.class);
    assertThat(log.append(CUT)).isEqualTo(new Written(0, 1));
  }

  @Test
  void close_closesWhatWasOpened() throws Exception {
    log(producer).close();
    assertThat(producer.closed()).isFalse();

    TopicLog<Definition> used = log(producer);
    used.append(CUT);
    used.close();
    assertThat(producer.closed()).isTrue();
  }

  private TopicLog<Definition> log(Producer<byte[], byte[]> into) {
    return new KafkaTopicLog<>(() -> into, Topic.DEFINITIONS, "luma", metrics);
  }

  private double counted(String name) {
    return metrics.get("kindred.serving.definitions." + name).counter().count();
  }
}
