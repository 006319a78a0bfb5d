/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.Definition;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.PrivacyRequest;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.ingest.flink.RawInput;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.ContractType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each topic that a job reads becomes its stream. */
final class TopicReaders {

  private static final Logger LOG = LoggerFactory.getLogger(TopicReaders.class);

  private TopicReaders() {}

  /** Input as it came, with the dataset from its header and where it stood. */
  static final class Raw implements KafkaRecordDeserializationSchema<RawInput> {

    private static final String DATASET_HEADER = "dataset";
    private static final String DATASET_DEFAULT = "default";

    private final String topic;

    Raw(Topic<byte[]> topic) {
      this.topic = topic.name();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<RawInput> out) {
      byte[] value = message.value() == null ? new byte[0] : message.value();
      out.collect(
          new RawInput(
              value,
              dataset(message),
              topic,
              message.partition(),
              message.offset(),
              message.timestamp()));
    }

    @Override
    public TypeInformation<RawInput> getProducedType() {
      return TypeInformation.of(RawInput.class);
    }

    private static String dataset(ConsumerRecord<byte[], byte[]> message) {
      Header header = message.headers().lastHeader(DATASET_HEADER);
      return header == null || header.value() == null
          ? DATASET_DEFAULT
          : new String(header.value(), StandardCharsets.UTF_8);
    }
  }

  /** Definitions with their version; a tombstone withdraws. */
  static final class Definitions implements KafkaRecordDeserializationSchema<DefinitionUpdate> {

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> message, Collector<DefinitionUpdate> out) {
      DefinitionUpdate update = read(message);
      out.collect(update);
    }

    @Override
    public TypeInformation<DefinitionUpdate> getProducedType() {
      return TypeInformation.of(DefinitionUpdate.class);
    }

    static DefinitionUpdate read(ConsumerRecord<byte[], byte[]> message) {
      if (message.value() != null) {
        try {
          return DefinitionUpdate.at(message.offset(), Topic.DEFINITIONS.decode(message.value()));
        } catch (UncheckedIOException e) {
          LOG.warn("{}@{} is no definition", message.topic(), message.offset(), e);
        }
      }
      return DefinitionUpdate.at(message.offset(), withdrawal(message));
    }

    private static Definition withdrawal(ConsumerRecord<byte[], byte[]> message) {
      String key = message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
      int slash = key.indexOf('/');
      return slash < 0
          ? new Definition("", key, "")
          : new Definition(key.substring(0, slash), key.substring(slash + 1), "");
    }
  }

  /** Wishes to be forgotten; what cannot be read is passed over, and said so. */
  static final class PrivacyRequests implements KafkaRecordDeserializationSchema<PrivacyRequest> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<PrivacyRequest> out) {
      try {
        PrivacyRequest request = Topic.PRIVACY_REQUESTS.decode(message.value());
        if (request.getIdentity().indexOf(':') > 0) {
          out.collect(request);
          return;
        }
        LOG.warn("{}@{} names no NAMESPACE:id", message.topic(), message.offset());
      } catch (RuntimeException e) {
        LOG.warn("{}@{} is no privacy request", message.topic(), message.offset(), e);
      }
    }

    @Override
    public TypeInformation<PrivacyRequest> getProducedType() {
      return new ContractType<>(PrivacyRequest.class);
    }
  }

  /** Journeys and their revisions. */
  static final class Journeys implements KafkaRecordDeserializationSchema<JourneyRevision> {

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> message, Collector<JourneyRevision> out) {
      out.collect(Topic.JOURNEYS.decode(message.value()));
    }

    @Override
    public TypeInformation<JourneyRevision> getProducedType() {
      return new ContractType<>(JourneyRevision.class);
    }
  }

  /** Gossip, for the key it is for. */
  static final class GossipInput implements KafkaRecordDeserializationSchema<IdentityInput> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<IdentityInput> out)
        throws IOException {
      Gossip gossip = Topic.IDENTITY_GOSSIP.decode(message.value());
      out.collect(new IdentityInput(gossip.getTarget(), null, null, gossip, null, null));
    }

    @Override
    public TypeInformation<IdentityInput> getProducedType() {
      return new ContractType<>(IdentityInput.class);
    }
  }
}
