/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.count;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.serving.reading.Progress;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.Change;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counts as they change, over a real web server. */
@Timeout(30)
class CountsStreamTest {

  private static final Duration IDLE = Duration.ofMillis(500);
  private static final AnswerLimits ONE_STREAM =
      new AnswerLimits(10, 10, Duration.ofSeconds(1), 1, 1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ProfileStore store = new MapProfileStore();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Api.Sources sources =
        new Api.Sources(
            store,
            new Api.Reading(new Progress(), () -> true),
            FakeTopicLog.unused(),
            FakeTopicLog.unused());
    Api api = new Api(sources, ONE_STREAM, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    HttpLimits limits = new HttpLimits(1024, 1024, 1024, 10, IDLE);
    server = HttpServer.start(api, new HttpSettings("127.0.0.1", 0, limits, ONE_STREAM));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void stream_tellsAllAtFirstAndThenWhatChanges() throws Exception {
    given(
        Table.SEGMENT_COUNTS.change(count("a", 1, 1)),
        Table.SEGMENT_COUNTS.change(count("b", 2, 1)));

    HttpResponse<InputStream> answer = listen();
    try (BufferedReader lines = lines(answer)) {
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      assertThat(next(lines).get("counts").findValuesAsText("members")).containsExactly("1", "2");

      // The first look of the ticker may repeat what was said at first.
      given(Table.SEGMENT_COUNTS.change(count("b", 3, 2)));
      JsonNode changed = next(lines);
      while (!changed.get("counts").findValuesAsText("members").contains("3")) {
        changed = next(lines);
      }

      // A stream that has nothing to tell outlives the time that an idle connection is given.
      Thread.sleep(IDLE.toMillis() * 3);
      given(Table.SEGMENT_COUNTS.change("a", null));
      JsonNode gone = next(lines);
      assertThat(gone.get("counts")).isEmpty();
      assertThat(gone.at("/gone/0").asText()).isEqualTo("a");
    }
  }

  @Test
  void stream_isRefusedWhereTooManyListen() throws Exception {
    try (BufferedReader lines = lines(listen())) {
      next(lines);

      HttpResponse<InputStream> second = listen();

      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(new String(second.body().readAllBytes(), StandardCharsets.UTF_8))
          .contains("too-many-streams");
    }
  }

  @Test
  void stream_endsWithTheServer() throws Exception {
    try (BufferedReader lines = lines(listen())) {
      next(lines);
      long begin = System.nanoTime();

      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void counts_withoutAStream() throws Exception {
    given(Table.SEGMENT_COUNTS.change(count("a", 1, 1)));

    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/segments/counts")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(Json.parse(answer.body()))
        .isEqualTo(
            Json.parse(
                """
                {"counts": [{"id": "a", "members": 1, "progress": 1.0,
                  "entered": {"lastMinute": 1, "lastHour": 3, "lastDay": 5},
                  "exited": {"lastMinute": 2, "lastHour": 4, "lastDay": 6},
                  "asOf": "2026-01-01T12:00:00Z"}]}\
                """));
  }

  private HttpResponse<InputStream> listen() throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri("/segments/counts/stream")).build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> answer) {
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode next(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        return Json.parse(line.substring("data:".length()));
      }
    }
    throw new IOException("the stream ended");
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private void given(Change... changes) {
    store.apply(new Batch(List.of(changes), Map.of()));
  }
}
