/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.count;
import static io.kindred.serving.TestObjects.mapping;
import static io.kindred.serving.TestObjects.sarah;
import static io.kindred.serving.TestObjects.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.Definition;
import io.kindred.serving.reading.Progress;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.Change;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over a real web server and a store in memory. */
@Timeout(30)
class HttpServerTest {

  private static final HttpSettings ANY_PORT =
      new HttpSettings(
          "127.0.0.1",
          0,
          new HttpLimits(12 * 1024, 16 * 1024, 64 * 1024, 100, Duration.ofSeconds(5)));

  private final HttpClient client = HttpClient.newHttpClient();
  private final ProfileStore store = new MapProfileStore();
  private boolean alive = true;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.start(api(), ANY_PORT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void profile_underEitherIdentity() throws Exception {
    given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("ECID:111", SARAH_ID, 1)),
        Table.IDENTITY_MAP.change(mapping("Email:sarah@luma.com", SARAH_ID, 1)));

    HttpResponse<String> answer = get("/profiles/Email/sarah%40luma.com");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(Json.parse(answer.body()))
        .isEqualTo(
            Json.parse(
                """
                {"profileId": "5a7a4",
                 "identityMap": {"ECID": [{"id": "111"}], "Email": [{"id": "sarah@luma.com"}]},
                 "entity": {"person": {"name": {"firstName": "Sarah 1"}}},
                 "segmentMembership": {"ups": {"gift-givers": {
                   "status": "realized", "lastQualificationTime": "2026-01-01T12:00:00Z"}}},
                 "lastModifiedAt": "2026-01-01T12:00:00Z"}"""));
    assertThat(get("/profiles/ECID/111").body()).isEqualTo(answer.body());
    assertThat(get("/profiles/Email/sarah@luma.com").body()).isEqualTo(answer.body());
  }

  @Test
  void profile_withProvenance() throws Exception {
    given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("ECID:111", SARAH_ID, 1)));

    JsonNode profile = Json.parse(get("/profiles/ECID/111?provenance=true").body());

    assertThat(profile.get("provenance"))
        .isEqualTo(
            Json.parse(
                """
                [{"path": "/person/name/firstName", "dataset": "crm",
                  "identity": "Email:sarah@luma.com", "recordId": "r1",
                  "timestamp": "2026-01-01T12:00:00Z"}]"""));
    assertThat(get("/profiles/ECID/111?provenance=yes").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          urn:x:1,      urn:x:1
          a/b,          a%2Fb
          a+b,          a+b
          50%,          50%25
          Zoë & Söhne?, Zo%C3%AB%20%26%20S%C3%B6hne%3F
          ..,           %2E%2E
          a;b=c,        a;b=c
          a;b,          a%3Bb
          """)
  void profile_idsThatNeedEncoding(String id, String encoded) throws Exception {
    given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("CRMID:" + id, SARAH_ID, 1)));

    assertThat(raw("GET /profiles/CRMID/" + encoded)).startsWith("HTTP/1.1 200");
  }

  @Test
  void profile_ofAnIdInAnotherForm() throws Exception {
    given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("Email:sarah@luma.com", SARAH_ID, 1)));
    assertThat(get("/profiles/Email/Sarah@Luma.com").statusCode()).isEqualTo(404);

    given(Table.DEFINITIONS.change(settings("{\"namespaces\": 1}")));
    assertThat(get("/profiles/Email/Sarah@Luma.com").statusCode()).isEqualTo(404);

    given(
        Table.DEFINITIONS.change(
            settings(
                """
                {"namespaces": [{"namespace": "Email", "type": "EMAIL", "priority": 1,
                                 "normalize": ["lowercase"]}]}""")));
    assertThat(get("/profiles/Email/Sarah@Luma.com").statusCode()).isEqualTo(200);
    assertThat(get("/profiles/Email/Omar@Luma.com").statusCode()).isEqualTo(404);
  }

  @Test
  void profile_inANamespaceWithAColon() throws Exception {
    given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("CRMID:a:b", SARAH_ID, 1)));

    assertThat(get("/profiles/CRMID/a%3Ab").statusCode()).isEqualTo(200);
    assertThat(get("/profiles/CRMID%3Aa/b").statusCode()).isEqualTo(400);
  }

  @Test
  void profile_ofAnUnknownIdentity() throws Exception {
    HttpResponse<String> answer = get("/profiles/ECID/a%2Fb%22");

    assertThat(answer.statusCode()).isEqualTo(404);
    JsonNode error = Json.parse(answer.body());
    assertThat(error.at("/error").textValue()).isEqualTo("unknown-identity");
    assertThat(error.at("/message").textValue()).contains("a/b\"").contains("namespace ECID");
    assertThat(error.at("/namespace").textValue()).isEqualTo("ECID");
    assertThat(error.at("/id").textValue()).isEqualTo("a/b\"");
  }

  @Test
  void profile_thatHasNotArrivedYet() throws Exception {
    given(Table.IDENTITY_MAP.change(mapping("ECID:111", SARAH_ID, 1)));

    assertThat(get("/profiles/ECID/111").statusCode()).isEqualTo(404);
  }

  @Test
  void segments_withNameExpressionAndCounts() throws Exception {
    given(
        Table.DEFINITIONS.change(segment("vip", "VIP", "loyalty.tier = 1")),
        Table.DEFINITIONS.change(segment("new", "New", "true")),
        Table.SEGMENT_COUNTS.change(count("vip", 7, 1)),
        Table.SEGMENT_COUNTS.change(count("withdrawn", 0, 1)));

    JsonNode answer = Json.parse(get("/segments").body());

    assertThat(answer)
        .isEqualTo(
            Json.parse(
                """
                {"segments": [
                  {"id": "new", "name": "New",
                   "expression": {"type": "PQL", "format": "pql/text", "value": "true"}},
                  {"id": "vip", "name": "VIP",
                   "expression": {"type": "PQL", "format": "pql/text",
                                  "value": "loyalty.tier = 1"},
                   "members": 7, "progress": 1.0,
                   "entered": {"lastMinute": 1, "lastHour": 3, "lastDay": 5},
                   "exited": {"lastMinute": 2, "lastHour": 4, "lastDay": 6},
                   "asOf": "2026-01-01T12:00:00Z"},
                  {"id": "withdrawn", "members": 0, "progress": 1.0,
                   "entered": {"lastMinute": 1, "lastHour": 3, "lastDay": 5},
                   "exited": {"lastMinute": 2, "lastHour": 4, "lastDay": 6},
                   "asOf": "2026-01-01T12:00:00Z"}]}"""));
  }

  @Test
  void index_listsWhatIsHere() throws Exception {
    JsonNode index = Json.parse(get("/").body());

    assertThat(index.at("/console").textValue()).contains("not here yet");
    assertThat(String.join(" ", index.get("paths").findValuesAsText("path")))
        .isEqualTo(
            "/ /profiles/{namespace}/{id} /profiles/{namespace}/{id}/events /explain"
                + " /privacy-requests /privacy-requests/{requestId} /segments /segments/counts"
                + " /segments/counts/stream /segments/estimate /segments/{id}/explain"
                + " /contributions /definitions /definitions/{kind}/{id} /health /ready /metrics");
  }

  @Test
  void health_followsTheReadingThread() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);

    alive = false;

    assertThat(get("/health").statusCode()).isEqualTo(503);
  }

  @Test
  void ready_notBeforeTheTopicsWereSeen() throws Exception {
    HttpResponse<String> answer = get("/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(Json.parse(answer.body()))
        .isEqualTo(Json.parse("{\"ready\": false, \"lagRecords\": 0}"));
  }

  @Test
  void metrics_countLookupsAndMisses() throws Exception {
    get("/profiles/ECID/1");
    get("/profiles/ECID/2");

    assertThat(get("/metrics").body())
        .contains("kindred_serving_lookups_seconds_count 2")
        .contains("kindred_serving_lookup_misses_total 2.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/segments/vip", "/profiles", "/profiles/ECID", "/profiles/ECID/a/b"})
  void elsewhere_isNotFound(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Json.parse(answer.body()).at("/error").textValue()).isEqualTo("not-found");
    assertThat(Json.parse(answer.body()).at("/message").textValue()).contains(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void otherMethods_areNotAllowed(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/segments"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(Json.parse(answer.body()).at("/message").textValue()).contains(method);
  }

  @Test
  void head_isGetWithoutTheBody() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/segments"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("Content-Length"))
        .hasValue(get("/segments").body().length());
  }

  @Test
  void aBadEscape_isABadRequest() throws Exception {
    assertThat(raw("GET /profiles/ECID/%zz")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET /profiles/ECID/50%")).startsWith("HTTP/1.1 400");
  }

  @Test
  void anAbsoluteUrl_isReadByItsPath() throws Exception {
    assertThat(raw("GET http://kindred/segments")).startsWith("HTTP/1.1 200");
  }

  @Test
  void aLongUrl_isRefused() throws Exception {
    assertThat(raw("GET /profiles/ECID/" + "a".repeat(12 * 1024)))
        .startsWith("HTTP/1.1 414")
        .contains("url-too-long");
    assertThat(get("/profiles/ECID/" + "a".repeat(11 * 1024)).statusCode()).isEqualTo(404);
  }

  @Test
  void aLongHead_endsTheConnection() throws Exception {
    assertThat(raw("GET /" + "a".repeat(17 * 1024))).startsWith("HTTP/1.1 400");
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void aBody_isOfNoUse() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/segments"))
            .POST(HttpRequest.BodyPublishers.ofString("a".repeat(1_000)))
            .build();

    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(405);
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void anIdleConnection_isClosed() throws Exception {
    HttpLimits impatient = new HttpLimits(1024, 1024, 1024, 10, Duration.ofMillis(100));
    try (HttpServer other = HttpServer.start(api(), new HttpSettings("127.0.0.1", 0, impatient));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
      socket.getOutputStream().write("GET /health HTTP/1.1".getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void start_onATakenPort() {
    HttpSettings taken = new HttpSettings("127.0.0.1", server.port(), HttpLimits.DEFAULT);

    assertThatThrownBy(() -> HttpServer.start(api(), taken))
        .isInstanceOf(PortTaken.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageContaining(String.valueOf(server.port()));
  }

  @Test
  void start_onAnAddressOfAnotherMachine() {
    HttpSettings elsewhere = new HttpSettings("192.0.2.1", 0, HttpLimits.DEFAULT);

    assertThatThrownBy(() -> HttpServer.start(api(), elsewhere))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(PortTaken.class)
        .hasMessageContaining("192.0.2.1");
  }

  private Api api() {
    Api.Sources sources =
        new Api.Sources(
            store,
            new Api.Reading(new Progress(), () -> alive),
            FakeTopicLog.unused(),
            FakeTopicLog.unused());
    return new Api(sources, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private static Definition settings(String body) {
    return new Definition("identity-settings", "default", body);
  }

  private void given(Change... changes) {
    store.apply(new Batch(List.of(changes), Map.of()));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** The whole answer to a request line that no client library has touched. */
  private String raw(String methodAndUrl) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = methodAndUrl + " HTTP/1.1\r\nHost: kindred\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
