/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Where the topics are.
 *
 * @param bootstrapServers brokers to begin with, {@code host:port} with commas between
 * @param sandbox the prefix of the topics' names
 * @param kafkaProperties settings of the Kafka clients, for one their security; what serving relies
 *     on (serialization, offset handling, acknowledgements) cannot be set
 */
public record TopicSettings(
    String bootstrapServers, String sandbox, Map<String, String> kafkaProperties) {

  /** So much is waited for, but not longer than that, which a lookup may be behind. */
  private static final int FETCH_BYTES = 64 << 10;

  private static final int FETCH_WAIT_MS = 20;

  /** Also a folder's name, so no dot comes first. */
  private static final Pattern SANDBOX = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  public TopicSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers: expected host:port, got nothing");
    }
    if (!SANDBOX.matcher(sandbox).matches()) {
      throw new IllegalArgumentException(
          "sandbox: \"" + sandbox + "\" is not 1 to 100 letters, digits, '-', '_' and '.'");
    }
    kafkaProperties = Map.copyOf(kafkaProperties);
  }

  /** What every client of these topics is made with. */
  public Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>(kafkaProperties);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }

  Map<String, Object> consumer() {
    Map<String, Object> consumer = client();
    // A batch for the store costs much the same whatever is in it.
    consumer.putIfAbsent(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
    consumer.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // An offset that is no longer there must not be answered with another one in silence.
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return consumer;
  }
}
