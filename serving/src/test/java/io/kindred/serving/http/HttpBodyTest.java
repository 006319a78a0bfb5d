/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.Definition;
import io.kindred.serving.TestObjects;
import io.kindred.serving.reading.CaughtUp;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies over a real web server: of a usual size, too large, and never complete. */
@Timeout(30)
class HttpBodyTest {

  private static final int BODY_BYTES = 64 * 1024;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final HttpSettings SETTINGS =
      new HttpSettings("127.0.0.1", 0, new HttpLimits(1024, 1024, BODY_BYTES, 100, IDLE));

  private final HttpClient client = HttpClient.newHttpClient();
  private final ProfileStore store = new MapProfileStore();
  private final FakeTopicLog<Definition> log = new FakeTopicLog<>(Table.DEFINITIONS, store);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Api.Reading reading = new Api.Reading(CaughtUp.progress(), () -> true);
    Api api =
        new Api(
            new Api.Sources(store, reading, log, FakeTopicLog.unused()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    server = HttpServer.start(api, SETTINGS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyOfUsualSize_isRead(boolean lengthIsKnown) throws Exception {
    String json = TestObjects.segment("vip", "V".repeat(40_000), "true").getBody();

    assertThat(put("/definitions/segment/vip", json.getBytes(US_ASCII), lengthIsKnown).body())
        .isEqualTo("{\"kind\":\"segment\",\"id\":\"vip\",\"version\":1}");
    assertThat(log.appended.get(0).getBody()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLargeBody_isRefused(boolean lengthIsKnown) throws Exception {
    for (int size : List.of(BODY_BYTES + 1, 2_000_000)) {
      HttpResponse<String> answer = put("/definitions/cut/x", new byte[size], lengthIsKnown);

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(Json.parse(answer.body()).at("/error").textValue()).isEqualTo("body-too-large");
    }
  }

  @Test
  void parameters_areDecodedButForThePlusSign() throws Exception {
    assertThat(get("/definitions?k%69nd=a%20b%2Bc+d").body()).contains("a b+c+d");
    assertThat(get("/explain?a=x%3A1&b=x:2").body()).contains("x:1 has");

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String head = "GET /definitions?kind=%zz HTTP/1.1\r\nHost: k\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aBodyThatNeverEnds_isNotWaitedForAndKeepsNobodyWaiting() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      String head = "PUT /definitions/cut/x HTTP/1.1\r\nHost: k\r\nContent-Length: 9\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      slow.add(socket);
    }

    assertThat(put("/definitions/cut/y", "{}".getBytes(US_ASCII), true).statusCode())
        .isEqualTo(400);
    for (Socket socket : slow) {
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
      socket.close();
    }
  }

  private HttpResponse<String> put(String path, byte[] body, boolean lengthIsKnown)
      throws Exception {
    HttpRequest.BodyPublisher publisher =
        lengthIsKnown
            ? HttpRequest.BodyPublishers.ofByteArray(body)
            : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", "application/json")
            .PUT(publisher)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
