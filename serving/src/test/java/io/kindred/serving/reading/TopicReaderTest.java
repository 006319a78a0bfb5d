/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.count;
import static io.kindred.serving.TestObjects.erasure;
import static io.kindred.serving.TestObjects.event;
import static io.kindred.serving.TestObjects.sarah;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.Event;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.EventLimits;
import io.kindred.serving.store.KeyRange;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.store.TablePartition;
import io.kindred.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop over Kafka's own in-memory consumer. */
@Timeout(30)
class TopicReaderTest {

  private static final String SANDBOX = "luma";
  private static final TopicPartition PROFILES = partition(Table.PROFILES);
  private static final TopicPartition EVENTS = partition(Table.EVENTS);
  private static final TablePartition PROFILES_0 = new TablePartition(Table.PROFILES, 0);

  private final ProfileStore store = new MapProfileStore();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Queue<Consumer<byte[], byte[]>> consumers = new ConcurrentLinkedQueue<>();
  private final TopicReader reader =
      new TopicReader(
          this::next,
          SANDBOX,
          new TopicReader.Into(store, EventLimits.DEFAULT, Clock.systemUTC()),
          metrics);

  @AfterEach
  void stop() {
    reader.close();
  }

  @Test
  void aRecordIsStoredWithItsPosition() {
    MockConsumer<byte[], byte[]> topics = topics(Map.of(PROFILES, 1L));
    topics.schedulePollTask(() -> topics.addRecord(profile(0, 1)));

    start(topics);

    until(() -> store.get(Table.PROFILES, SARAH_ID).isPresent());
    assertThat(store.positions()).containsEntry(PROFILES_0, 1L);
    until(reader.progress()::caughtUp);
    assertThat(counted("records.applied")).isEqualTo(1);
  }

  @Test
  void notReadyBeforeTheEndThatWasSeenFirst() {
    MockConsumer<byte[], byte[]> topics = topics(Map.of(PROFILES, 2L));
    topics.schedulePollTask(() -> topics.addRecord(profile(0, 1)));

    start(topics);
    until(() -> store.get(Table.PROFILES, SARAH_ID).isPresent());
    assertThat(reader.progress().caughtUp()).isFalse();

    topics.schedulePollTask(() -> topics.addRecord(profile(1, 2)));
    until(reader.progress()::caughtUp);
  }

  @Test
  void readingGoesOnWhereTheStoreStands() {
    store.apply(new Batch(List.of(), Map.of(PROFILES_0, 1L)));
    MockConsumer<byte[], byte[]> topics = topics(Map.of(PROFILES, 2L));
    topics.schedulePollTask(
        () -> {
          topics.addRecord(profile(0, 9));
          topics.addRecord(profile(1, 2));
        });

    start(topics);

    until(reader.progress()::caughtUp);
    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(2));
    assertThat(counted("records.applied")).isEqualTo(1);
  }

  @Test
  void aFailureIsTriedAgainWithANewConsumer() {
    MockConsumer<byte[], byte[]> failing = topics(Map.of(PROFILES, 1L));
    failing.setPollException(new KafkaException("the broker went away"));
    MockConsumer<byte[], byte[]> working = topics(Map.of(PROFILES, 1L));
    working.schedulePollTask(() -> working.addRecord(profile(0, 1)));

    consumers.add(failing);
    start(working);

    until(reader.progress()::caughtUp);
    assertThat(failing.closed()).isTrue();
    assertThat(counted("read.failures")).isEqualTo(1);
    assertThat(reader.progress().failure()).isEmpty();
  }

  @Test
  void aMissingTopicIsWaitedFor() {
    start(new MockConsumer<>("none"));

    until(() -> reader.progress().failure().isPresent());
    assertThat(reader.progress().failure().orElseThrow()).contains("there is no topic luma.");
    assertThat(reader.progress().caughtUp()).isFalse();
    assertThat(reader.alive()).isTrue();
  }

  @Test
  void aRecreatedTopicIsReadAnew() {
    store.apply(new Batch(List.of(Table.PROFILES.change(sarah(100))), Map.of(PROFILES_0, 1_000L)));
    MockConsumer<byte[], byte[]> outOfRange = topics(Map.of(PROFILES, 1L));
    outOfRange.setPollException(new OffsetOutOfRangeException(Map.of(PROFILES, 1_000L)));
    MockConsumer<byte[], byte[]> again = topics(Map.of(PROFILES, 1L));
    again.schedulePollTask(() -> again.addRecord(profile(0, 1)));

    consumers.add(outOfRange);
    start(again);

    until(() -> store.get(Table.PROFILES, SARAH_ID).equals(Optional.of(sarah(1))));
  }

  @Test
  void aRecordThatIsNotOfItsTopicIsCountedAndPassedOver() {
    MockConsumer<byte[], byte[]> topics = topics(Map.of(PROFILES, 3L));
    topics.schedulePollTask(
        () -> {
          topics.addRecord(record(0, SARAH_ID, "not Avro".getBytes(UTF_8)));
          topics.addRecord(
              new ConsumerRecord<>(PROFILES.topic(), 0, 1, null, new byte[] {1, 2, 3}));
          topics.addRecord(profile(2, 1));
        });

    start(topics);

    until(reader.progress()::caughtUp);
    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(1));
    assertThat(counted("records.refused")).isEqualTo(2);
  }

  @Test
  void anEventIsStored() {
    MockConsumer<byte[], byte[]> topics = topics(Map.of(EVENTS, 1L));
    topics.schedulePollTask(() -> topics.addRecord(sent(0, event("1", NOON, "ECID:111"))));

    start(topics);

    until(() -> !events().isEmpty());
    assertThat(events()).containsExactly("1");
    assertThat(store.positions()).containsEntry(new TablePartition(Table.EVENTS, 0), 1L);
  }

  @Test
  void whatWasErasedStaysSoInWhateverOrderItIsRead() {
    TopicPartition results = partition(Table.PRIVACY_RESULTS);
    MockConsumer<byte[], byte[]> topics = topics(Map.of(EVENTS, 5L, results, 1L));
    topics.schedulePollTask(() -> topics.addRecord(sent(0, event("before", NOON, "ECID:111"))));
    topics.schedulePollTask(
        () -> {
          topics.addRecord(sent(1, event("beside", NOON, "ECID:111")));
          topics.addRecord(
              new ConsumerRecord<>(
                  results.topic(),
                  0,
                  0,
                  "ECID:111".getBytes(UTF_8),
                  Topic.PRIVACY_RESULTS.encode(erasure("ECID:111", NOON))));
        });
    topics.schedulePollTask(
        () -> {
          topics.addRecord(sent(2, event("after", NOON, "ECID:111")));
          topics.addRecord(sent(3, event("named", NOON, "Email:a", "ECID:111")));
          topics.addRecord(sent(4, event("later", NOON + 1, "ECID:111")));
        });

    start(topics);

    until(reader.progress()::caughtUp);
    assertThat(events()).containsExactly("later");
    assertThat(counted("records.erased")).isEqualTo(3);
    assertThat(counted("records.applied")).isEqualTo(3);
  }

  @Test
  void anEventWithoutValueTakesTheIdentitysEvents() {
    store.apply(new Batch(List.of(Table.EVENTS.change(event("1", NOON, "ECID:111"))), Map.of()));
    MockConsumer<byte[], byte[]> topics = topics(Map.of(EVENTS, 1L));
    topics.schedulePollTask(
        () ->
            topics.addRecord(
                new ConsumerRecord<>(EVENTS.topic(), 0, 0, "ECID:111".getBytes(UTF_8), null)));

    start(topics);

    until(reader.progress()::caughtUp);
    assertThat(events()).isEmpty();
  }

  @Test
  void whatTheBrokerLetGoOfIsPassedOverAndTheRestStays() {
    store.apply(
        new Batch(
            List.of(Table.EVENTS.change(event("1", NOON, "ECID:111"))),
            Map.of(new TablePartition(Table.EVENTS, 0), 2L)));
    MockConsumer<byte[], byte[]> topics = topics(Map.of(EVENTS, 8L));
    topics.updateBeginningOffsets(Map.of(EVENTS, 7L));
    topics.schedulePollTask(() -> topics.addRecord(sent(7, event("8", NOON, "ECID:111"))));

    start(topics);

    until(reader.progress()::caughtUp);
    assertThat(events()).containsExactly("1", "8");
  }

  private List<String> events() {
    return store.range(Table.EVENTS, KeyRange.from("", 99)).stream().map(Event::getId).toList();
  }

  private static ConsumerRecord<byte[], byte[]> sent(long offset, Event event) {
    return new ConsumerRecord<>(
        EVENTS.topic(), 0, offset, Topic.EVENTS.encodeKey(event), Topic.EVENTS.encode(event));
  }

  @Test
  void staleRecordsAreCounted() {
    store.apply(new Batch(List.of(Table.SEGMENT_COUNTS.change(count("vip", 1, 9))), Map.of()));
    TopicPartition counts = partition(Table.SEGMENT_COUNTS);
    MockConsumer<byte[], byte[]> topics = topics(Map.of(counts, 1L));
    byte[] older = Table.SEGMENT_COUNTS.topic().encode(count("vip", 5, 8));
    topics.schedulePollTask(
        () ->
            topics.addRecord(
                new ConsumerRecord<>(counts.topic(), 0, 0, "vip".getBytes(UTF_8), older)));

    start(topics);

    until(reader.progress()::caughtUp);
    assertThat(counted("records.stale")).isEqualTo(1);
    assertThat(store.get(Table.SEGMENT_COUNTS, "vip")).contains(count("vip", 1, 9));
  }

  @Test
  void closeEndsTheThreadAndTheConsumer() {
    MockConsumer<byte[], byte[]> topics = topics(Map.of());
    start(topics);
    until(reader.progress()::caughtUp);

    reader.close();

    assertThat(reader.alive()).isFalse();
    assertThat(topics.closed()).isTrue();
  }

  private void start(Consumer<byte[], byte[]> first) {
    consumers.add(first);
    reader.start();
  }

  /** When no consumer is left the broker is away. */
  private Consumer<byte[], byte[]> next() {
    Consumer<byte[], byte[]> consumer = consumers.poll();
    if (consumer == null) {
      throw new KafkaException("no broker");
    }
    return consumer;
  }

  private static MockConsumer<byte[], byte[]> topics(Map<TopicPartition, Long> ends) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    for (Table<?> table : Table.READ) {
      TopicPartition partition = partition(table);
      Node broker = Node.noNode();
      consumer.updatePartitions(
          partition.topic(),
          List.of(new PartitionInfo(partition.topic(), 0, broker, new Node[0], new Node[0])));
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
      consumer.updateEndOffsets(Map.of(partition, ends.getOrDefault(partition, 0L)));
    }
    return consumer;
  }

  private static TopicPartition partition(Table<?> table) {
    return new TopicPartition(table.topic().in(SANDBOX), 0);
  }

  private static ConsumerRecord<byte[], byte[]> profile(long offset, long revision) {
    return record(offset, SARAH_ID, Table.PROFILES.topic().encode(sarah(revision)));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String key, byte[] value) {
    return new ConsumerRecord<>(PROFILES.topic(), 0, offset, key.getBytes(UTF_8), value);
  }

  private double counted(String name) {
    return metrics.get("kindred.serving." + name).counter().count();
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
