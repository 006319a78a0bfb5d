/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.count;
import static io.kindred.serving.TestObjects.erasure;
import static io.kindred.serving.TestObjects.event;
import static io.kindred.serving.TestObjects.mapping;
import static io.kindred.serving.TestObjects.sarah;
import static io.kindred.serving.TestObjects.segment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.PrivacyResult;
import io.kindred.serving.http.PortTaken;
import io.kindred.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process on a real broker and RocksDB. */
@Timeout(120)
class ServingProcessIT {

  private static final int PARTITIONS = 3;
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  @TempDir static Path brokerDirectory;
  private static Broker broker;
  private static Producer<byte[], byte[]> producer;

  @TempDir Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = Broker.start(brokerDirectory);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stopBroker() {
    producer.close();
    broker.close();
  }

  @Test
  void whatIsInTheTopicsIsAnswered() throws Exception {
    String sandbox = createTopics("answered");
    write(sandbox, Topic.PROFILES, sarah(2));
    write(sandbox, Topic.IDENTITY_MAP, mapping("ECID:111", SARAH_ID, 1));
    write(sandbox, Topic.IDENTITY_MAP, mapping("Email:sarah@luma.com", SARAH_ID, 1));
    write(sandbox, Topic.DEFINITIONS, segment("vip", "VIP", "true"));
    write(sandbox, Topic.SEGMENT_COUNTS, count("vip", 7, 1));
    write(sandbox, Topic.EVENTS, event("e1", NOON, "Email:sarah@luma.com"));

    try (ServingProcess serving = start(sandbox)) {
      awaitReady(serving);

      assertThat(get(serving, "/profiles/ECID/111").body()).contains(SARAH_ID);
      assertThat(get(serving, "/profiles/Email/sarah%40luma.com").body()).contains(SARAH_ID);
      assertThat(get(serving, "/profiles/ECID/111/events").body()).contains("\"entityId\":\"e1\"");
      assertThat(get(serving, "/profiles/ECID/222").statusCode()).isEqualTo(404);
      assertThat(get(serving, "/segments").body()).contains("\"name\":\"VIP\"", "\"members\":7");
      assertThat(get(serving, "/metrics").body())
          .contains("kindred_serving_records_applied_total 6.0")
          .contains("kindred_serving_lag_records 0.0");
    }
  }

  @Test
  void aRestartGoesOnWhereItStood() throws Exception {
    String sandbox = createTopics("restart");
    write(sandbox, Topic.IDENTITY_MAP, mapping("ECID:111", SARAH_ID, 1));
    write(sandbox, Topic.PROFILES, sarah(5));
    try (ServingProcess serving = start(sandbox)) {
      awaitReady(serving);
    }
    write(sandbox, Topic.PROFILES, sarah(4));
    write(sandbox, Topic.PROFILES, sarah(6));

    try (ServingProcess serving = start(sandbox)) {
      awaitReady(serving);

      assertThat(get(serving, "/profiles/ECID/111").body()).contains("Sarah 6");
      assertThat(get(serving, "/metrics").body())
          .contains("kindred_serving_records_applied_total 1.0")
          .contains("kindred_serving_records_stale_total 1.0");
    }
  }

  @Test
  void topicsThatComeLaterAreWaitedFor() throws Exception {
    try (ServingProcess serving = start("later")) {
      assertThat(get(serving, "/ready").statusCode()).isEqualTo(503);
      assertThat(get(serving, "/health").statusCode()).isEqualTo(200);

      String sandbox = createTopics("later");
      write(sandbox, Topic.IDENTITY_MAP, mapping("ECID:111", SARAH_ID, 1));
      awaitReady(serving);
    }
  }

  @Test
  void whatIsDefinedStandsInTheTopicAndInTheStore() throws Exception {
    String sandbox = createTopics("defined");
    String path = "/definitions/segment/vip";
    try (ServingProcess serving = start(sandbox)) {
      awaitReady(serving);

      HttpResponse<String> defined =
          send(serving, path, "PUT", segment("vip", "VIP", "true").getBody());
      assertThat(defined.statusCode()).isEqualTo(200);
      assertThat(defined.body()).contains("\"version\":1");
      assertThat(get(serving, "/segments").body()).contains("\"name\":\"VIP\"");
      assertThat(send(serving, path, "PUT", "{}").statusCode()).isEqualTo(400);
      assertThat(send(serving, path, "DELETE", "").body()).contains("\"version\":2");
      assertThat(get(serving, path).statusCode()).isEqualTo(404);
      assertThat(get(serving, "/metrics").body())
          .contains("kindred_serving_definitions_written_total 2.0");
    }
    try (ServingProcess again = start(sandbox)) {
      awaitReady(again);
      assertThat(get(again, path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whoIsForgottenIsNotAnswered() throws Exception {
    String sandbox = createTopics("forgotten");
    write(sandbox, Topic.PROFILES, sarah(2));
    write(sandbox, Topic.IDENTITY_MAP, mapping("ECID:111", SARAH_ID, 1));
    try (ServingProcess serving = start(sandbox)) {
      awaitReady(serving);
      assertThat(get(serving, "/profiles/ECID/111").statusCode()).isEqualTo(200);

      String wish =
          """
          {"identity": {"namespace": "ECID", "id": "111"}, "requestId": "r-1"}\
          """;
      assertThat(send(serving, "/privacy-requests", "POST", wish).statusCode()).isEqualTo(202);
      String path = "/privacy-requests/r-1";
      assertThat(get(serving, path).body()).contains("\"scope\":\"profile\"", "\"results\":[]");

      delete(sandbox, Topic.IDENTITY_MAP, "ECID:111");
      delete(sandbox, Topic.PROFILES, SARAH_ID);
      write(
          sandbox,
          Topic.PRIVACY_RESULTS,
          new PrivacyResult("r-1", "ECID:111", 7L, SARAH_ID, 3, 1, false, 10L));
    }
    try (ServingProcess again = start(sandbox)) {
      awaitReady(again);
      assertThat(get(again, "/profiles/ECID/111").statusCode()).isEqualTo(404);
      assertThat(get(again, "/privacy-requests/r-1").body()).contains("\"events\":3");
    }
  }

  @Test
  void whatSomebodyHadDeletedDoesNotComeBack() throws Exception {
    String sandbox = createTopics("deleted");
    write(sandbox, Topic.PROFILES, sarah(2));
    write(sandbox, Topic.IDENTITY_MAP, mapping("ECID:111", SARAH_ID, 1));
    write(sandbox, Topic.EVENTS, event("before", NOON, "ECID:111"));
    write(sandbox, Topic.EVENTS, event("after", NOON + 1, "ECID:111"));
    write(sandbox, Topic.PRIVACY_RESULTS, erasure("ECID:111", NOON));

    try (ServingProcess serving = start(sandbox)) {
      awaitReady(serving);

      assertThat(get(serving, "/profiles/ECID/111/events").body())
          .contains("\"after\"")
          .doesNotContain("before");
    }
  }

  @Test
  void aTakenPortLeavesTheStoreFree() throws Exception {
    String sandbox = createTopics("taken");
    try (ServingProcess serving = start(sandbox)) {
      ServingSettings other = settings("other").withPort(serving.port());

      assertThatThrownBy(() -> ServingProcess.start(other))
          .isInstanceOf(PortTaken.class)
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining(String.valueOf(serving.port()));
      ServingProcess.start(other.withPort(0)).close();
    }
  }

  private ServingSettings settings(String sandbox) {
    return ServingSettings.of(broker.bootstrapServers(), sandbox, data);
  }

  private ServingProcess start(String sandbox) throws Exception {
    return ServingProcess.start(settings(sandbox));
  }

  private static String createTopics(String sandbox) throws Exception {
    List<NewTopic> topics =
        Topic.ALL.stream()
            .map(topic -> new NewTopic(topic.in(sandbox), PARTITIONS, (short) 1))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(topics).all().get();
    }
    return sandbox;
  }

  private static <V> void write(String sandbox, Topic<V> topic, V value) throws Exception {
    producer
        .send(new ProducerRecord<>(topic.in(sandbox), topic.encodeKey(value), topic.encode(value)))
        .get();
  }

  private static void delete(String sandbox, Topic<?> topic, String key) throws Exception {
    producer.send(new ProducerRecord<>(topic.in(sandbox), key.getBytes(UTF_8), null)).get();
  }

  private void awaitReady(ServingProcess serving) throws Exception {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    HttpResponse<String> answer = get(serving, "/ready");
    while (answer.statusCode() != 200) {
      assertThat(System.nanoTime() - deadline)
          .as("not ready after %s: %s", READY_WITHIN, answer.body())
          .isNegative();
      Thread.sleep(20);
      answer = get(serving, "/ready");
    }
  }

  private HttpResponse<String> send(ServingProcess serving, String path, String method, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(serving.url() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(ServingProcess serving, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(serving.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
