/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kindred.serving.store.Batch;
import io.kindred.serving.store.Erasures;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.store.TablePartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of the topics into changes of the store, a batch at a time.
 *
 * <p>A record that cannot be decoded will never be decodable by this release, so trying again would
 * hold up all that follow: it is logged with its place, counted, and passed over.
 */
final class Projection {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

  private final Map<String, Table<?>> byTopic;
  private final ProfileStore store;
  private final ReadMetrics metrics;
  private final Erasures erasures;

  Projection(String sandbox, ProfileStore store, ReadMetrics metrics) {
    this.byTopic =
        Table.READ.stream()
            .collect(Collectors.toMap(table -> table.topic().in(sandbox), table -> table));
    this.store = store;
    this.metrics = metrics;
    this.erasures = new Erasures(store);
  }

  /** The topics' names in the sandbox. */
  List<String> topics() {
    return List.copyOf(byTopic.keySet());
  }

  TablePartition source(TopicPartition partition) {
    return new TablePartition(table(partition.topic()), partition.partition());
  }

  void apply(ConsumerRecords<byte[], byte[]> records) {
    if (records.nextOffsets().isEmpty()) {
      return;
    }
    Arrivals arrivals = new Arrivals(erasures);
    int taken = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      taken += take(record, arrivals) ? 1 : 0;
    }
    Map<TablePartition, Long> positions = new HashMap<>();
    records.nextOffsets().forEach((at, next) -> positions.put(source(at), next.offset()));
    Batch batch = arrivals.batch(positions);
    metrics.applied(store.apply(batch));
    metrics.erased(taken - batch.changes().size());
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record, Arrivals arrivals) {
    try {
      byte[] key = Objects.requireNonNull(record.key(), "it has no key");
      arrivals.add(table(record.topic()), new String(key, UTF_8), record.value());
      return true;
    } catch (RuntimeException e) {
      metrics.refused();
      LOG.error(
          "{}-{}@{} is not what this topic holds; passed over",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      return false;
    }
  }

  private Table<?> table(String topic) {
    return Objects.requireNonNull(byTopic.get(topic), topic);
  }
}
