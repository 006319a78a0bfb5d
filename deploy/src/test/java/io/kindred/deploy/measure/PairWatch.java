/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.measure;

import io.kindred.avro.IdentityMapping;
import io.kindred.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the identity map and notes when the two identities of a pair first have one profile. */
final class PairWatch implements AutoCloseable {

  static final String ONE = "CRMID";
  static final String OTHER = "ECID";

  /** What the ids of pairs begin with; their number follows. */
  static final char PAIR = 'p';

  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::read, "pair-watch");
  private final String[] one;
  private final String[] other;
  private final AtomicLongArray together;
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  PairWatch(Map<String, Object> kafka, String sandbox, int pairs) {
    one = new String[pairs];
    other = new String[pairs];
    together = new AtomicLongArray(pairs);
    consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(Topic.IDENTITY_MAP.in(sandbox)).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
    thread.start();
  }

  /** How many pairs are one by now. */
  int count() {
    return count.get();
  }

  /**
   * Milliseconds from when each was due until it was one, ascending; endless where it never was.
   */
  double[] delays(OpenLoop load, int from, int to) {
    double[] delays = new double[to - from];
    for (int pair = from; pair < to; pair++) {
      long at = together.get(pair);
      delays[pair - from] = at == 0 ? Double.POSITIVE_INFINITY : (at - load.due(pair)) / 1e6;
    }
    Arrays.sort(delays);
    return delays;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
    consumer.close();
  }

  private void read() {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        if (message.value() != null) {
          note(Topic.IDENTITY_MAP.decode(message.value()));
        }
      }
    }
  }

  private void note(IdentityMapping mapping) {
    String key = mapping.getIdentity();
    int id = key.indexOf(':') + 1;
    if (key.charAt(id) != PAIR) {
      return; // something of the hub's
    }
    String[] side = key.startsWith(ONE) ? one : other;
    int pair = Integer.parseInt(key.substring(id + 1));
    side[pair] = mapping.getProfileId();
    if (together.get(pair) == 0 && side[pair].equals(side == one ? other[pair] : one[pair])) {
      together.set(pair, System.nanoTime());
      count.incrementAndGet();
    }
  }
}
