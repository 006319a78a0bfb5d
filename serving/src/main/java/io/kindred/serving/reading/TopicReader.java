/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import io.kindred.serving.store.EventLimits;
import io.kindred.serving.store.EventSweep;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.TablePartition;
import io.kindred.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads the topics into the store, from where the store says it stands.
 *
 * <p>Whatever fails is logged, counted, and tried again with a new consumer after a pause that
 * doubles. Only the store's positions count, so nothing is lost or applied twice by that. An offset
 * that is no longer in its topic means the topic is another one than was read: what came from it is
 * cleared, and it is read anew.
 */
public final class TopicReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

  /** How long a poll waits for records: also how stale the lag may be. */
  private static final Duration POLL = Duration.ofMillis(200);

  private static final long PAUSE_MIN_MS = 100;
  private static final long PAUSE_MAX_MS = 10_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final ProfileStore store;
  private final Projection projection;
  private final EventSweep sweep;
  private final ReadMetrics metrics;
  private final Progress progress = new Progress();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "kindred-topic-reader");
  private volatile @Nullable Consumer<byte[], byte[]> reading;
  private long pauseMs = PAUSE_MIN_MS;

  TopicReader(
      Supplier<Consumer<byte[], byte[]>> consumers,
      String sandbox,
      Into into,
      MeterRegistry registry) {
    this.consumers = consumers;
    this.store = into.store();
    this.metrics = new ReadMetrics(registry);
    this.projection = new Projection(sandbox, store, metrics);
    this.sweep = new EventSweep(store, into.events(), into.clock());
    metrics.lag(progress::lag);
  }

  /**
   * Where what is read goes.
   *
   * @param events how many are kept there
   * @param clock tells how old they are
   */
  public record Into(ProfileStore store, EventLimits events, Clock clock) {}

  /** A reader of real topics; it begins with {@link #start}. */
  public static TopicReader of(TopicSettings settings, Into into, MeterRegistry registry) {
    return new TopicReader(
        () ->
            new KafkaConsumer<>(
                settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        settings.sandbox(),
        into,
        registry);
  }

  public void start() {
    thread.start();
  }

  public Progress progress() {
    return progress;
  }

  /** Whether the thread runs; it ends by {@link #close} alone, unless the JVM itself is in need. */
  public boolean alive() {
    return thread.isAlive();
  }

  /** Returns when the thread has ended: the store may be closed then. */
  @Override
  public void close() {
    stop.countDown();
    Consumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        reading = consumer;
        read(consumer);
      } catch (WakeupException e) {
        LOG.debug("woken to stop", e);
      } catch (InvalidOffsetException e) {
        startOver(e);
      } catch (RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    seek(consumer, partitions);
    progress.goal(consumer.endOffsets(partitions));
    while (!stopping()) {
      projection.apply(consumer.poll(POLL));
      metrics.swept(sweep.stepIfDue());
      report(consumer, partitions);
      pauseMs = PAUSE_MIN_MS;
    }
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : projection.topics()) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new KafkaException("there is no topic " + topic + " yet");
      }
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private void seek(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TablePartition, Long> positions = store.positions();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      TablePartition source = projection.source(partition);
      Long position = positions.get(source);
      if (position == null || isExpired(source, position, first.get(partition))) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, position);
      }
    }
  }

  /** Brokers let old events go: who was away for longer goes on where they begin now. */
  private static boolean isExpired(TablePartition source, long position, @Nullable Long first) {
    boolean expires = source.table().topic().cleanup() == Topic.Cleanup.DELETE;
    return expires && first != null && position < first;
  }

  private void report(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    long lag = 0;
    for (TopicPartition partition : partitions) {
      positions.put(partition, consumer.position(partition));
      lag += consumer.currentLag(partition).orElse(0);
    }
    progress.at(positions, lag);
  }

  private void startOver(InvalidOffsetException gone) {
    for (TopicPartition partition : gone.partitions()) {
      LOG.warn("{} is not the topic that was read; what came from it is read anew", partition);
      store.clear(projection.source(partition).table());
    }
    metrics.failed();
  }

  private void pauseAfter(RuntimeException failure) {
    metrics.failed();
    progress.failed(String.valueOf(failure.getMessage()));
    LOG.warn("reading the topics failed; next try in {} ms", pauseMs, failure);
    try {
      stop.await(pauseMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.info("interrupted: reading ends", e);
      stop.countDown();
    }
    pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS);
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }
}
