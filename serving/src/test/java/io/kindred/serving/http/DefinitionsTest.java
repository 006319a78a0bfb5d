/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.segment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.Definition;
import io.kindred.serving.reading.CaughtUp;
import io.kindred.serving.reading.Progress;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is defined over HTTP goes to the log, and comes back from the store. */
class DefinitionsTest {

  private static final String CUT =
      """
      {"a": {"namespace": "ECID", "id": "111"}, "b": {"namespace": "Email", "id": "s@luma.com"},
       "at": "2026-01-01T12:00:00Z"}""";

  private final ProfileStore store = new MapProfileStore();
  private final FakeTopicLog<Definition> log = new FakeTopicLog<>(Table.DEFINITIONS, store);
  private Progress progress = CaughtUp.progress();

  @Test
  void put_isAcknowledgedWithItsVersionAndStands() throws Exception {
    assertThat(put("/definitions/cut/sarah%2F1", CUT, 200))
        .isEqualTo(json("{'kind': 'cut', 'id': 'sarah/1', 'version': 1}"));

    assertThat(log.appended).containsExactly(new Definition("cut", "sarah/1", CUT));
    assertThat(get("/definitions/cut/sarah%2F1", 200))
        .isEqualTo(json("{'kind': 'cut', 'id': 'sarah/1', 'body': " + CUT + "}"));
    assertThat(get("/definitions/cut/sarah", 404).at("/error").asText())
        .isEqualTo("unknown-definition");
  }

  @Test
  void put_thatIsNotReadBackInTime_isAcceptedOnly() throws Exception {
    log.isRead = false;

    assertThat(put("/definitions/cut/x", CUT, 202).at("/version").asLong()).isEqualTo(1);
  }

  @Test
  void delete_withdrawsWithAnEmptyBody() throws Exception {
    put("/definitions/cut/x", CUT, 200);

    assertThat(answer("DELETE", "/definitions/cut/x", Request.Body.NONE, 200))
        .isEqualTo(json("{'kind': 'cut', 'id': 'x', 'version': 2, 'withdrawn': true}"));
    assertThat(log.appended).last().isEqualTo(new Definition("cut", "x", ""));
    get("/definitions/cut/x", 404);
    answer("DELETE", "/definitions/cut/x", Request.Body.NONE, 404);
    assertThat(log.appended).hasSize(2);
  }

  @Test
  void list_allOrOfAKind() throws Exception {
    given(
        segment("vip", "VIP", "true"), segment("a", "A", "true"), new Definition("cut", "x", CUT));

    assertThat(get("/definitions", 200).at("/definitions").findValuesAsText("kind"))
        .containsExactly("cut", "segment", "segment");
    assertThat(
            answer("/definitions", Map.of("kind", "segment"))
                .at("/definitions")
                .findValuesAsText("name"))
        .containsExactly("A", "VIP");
    assertThat(answer("/definitions", Map.of("kind", "cat")).at("/message").asText())
        .startsWith("kind: \"cat\" is not one of the kinds [")
        .contains(" cut,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cut/x                     | {'a': 1}                   | /a: 1 is not an object
          cut/x                     | {'a'                       | not JSON
          cut/x                     | []                         | /: [] is not an object
          cut/x                     | ''                         | nothing is not an object
          cut/x                     | {} {}                      | not JSON
          identity-settings/default | {'limit': 1}               | /limit: 1 is not a whole number
          identity-settings/mine    | {}                         | /id: "mine" is not "default"
          merge-policy/default      | {'attributeMerge': {}}     | /attributeMerge/type: missing
          segment/x                 | {'name': 'X'}              | /expression: missing
          """)
  void put_anInvalidOne_namesFieldValueAndWhatIsExpected(String path, String body, String reason)
      throws Exception {
    JsonNode refusal = put("/definitions/" + path, body.replace('\'', '"'), 400);

    assertThat(refusal.at("/error").asText()).isEqualTo("invalid-definition");
    assertThat(refusal.at("/message").asText()).contains(reason);
    assertThat(log.appended).isEmpty();
  }

  @Test
  void put_aSegmentMayUseThoseThatStand() throws Exception {
    String broad = segment("broad", "Broad", "inSegment('vip')").getBody();
    broad = broad.replace("'vip'", "\\\"vip\\\"");

    assertThat(put("/definitions/segment/broad", broad, 400).at("/message").asText())
        .contains("vip");
    given(segment("vip", "VIP", "true"));
    put("/definitions/segment/broad", broad, 200);
  }

  @Test
  void unknownKinds_areAnsweredWithThoseThereAre() throws Exception {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      JsonNode refusal = answer(method, "/definitions/cat/x", body("{}"), 404);
      assertThat(refusal.at("/error").asText()).isEqualTo("unknown-kind");
      assertThat(refusal.at("/message").asText()).contains("cat", "cut, ", "segment");
    }
  }

  @Test
  void ids_haveALengthAndNoControlCharacters() throws Exception {
    for (String id : List.of("", "%20", "a%0Ab", "a%FF", "a".repeat(256))) {
      assertThat(put("/definitions/cut/" + id, CUT, 400).at("/message").asText()).contains("id: ");
    }
    put("/definitions/cut/" + "a".repeat(255), CUT, 200);
    put("/definitions/cut/Zo%C3%AB%20%26", CUT, 200);
  }

  @Test
  void bodies_areJsonInUtf8() throws Exception {
    answer("PUT", "/definitions/cut/x", new Request.Body("", CUT.getBytes(UTF_8)), 415);
    answer("PUT", "/definitions/cut/x", new Request.Body("text/plain", CUT.getBytes(UTF_8)), 415);
    Request.Body latin = new Request.Body("application/json", new byte[] {'"', (byte) 0xE9, '"'});
    answer("PUT", "/definitions/cut/x", latin, 400);
    assertThat(log.appended).isEmpty();

    Request.Body said = new Request.Body("Application/JSON; charset=UTF-8", CUT.getBytes(UTF_8));
    answer("PUT", "/definitions/cut/x", said, 200);
  }

  @Test
  void whatIsNotAcknowledged_isUnavailable() throws Exception {
    log.answers = false;

    JsonNode refusal = put("/definitions/cut/x", CUT, 503);

    assertThat(refusal.at("/error").asText()).isEqualTo("not-acknowledged");
    assertThat(refusal.at("/message").asText()).contains("no broker", "may have it");
  }

  @Test
  void beforeTheTopicsWereRead_nothingIsWritten() throws Exception {
    progress = new Progress();

    assertThat(put("/definitions/cut/x", CUT, 503).at("/error").asText()).isEqualTo("not-ready");
    answer("DELETE", "/definitions/cut/x", Request.Body.NONE, 503);
    assertThat(log.appended).isEmpty();
  }

  @Test
  void otherMethods_areNotAllowed() throws Exception {
    assertThat(answer("POST", "/definitions/cut/x", body(CUT), 405).at("/message").asText())
        .contains("DELETE, GET, HEAD, PUT");
    answer("PUT", "/definitions", body(CUT), 405);
  }

  private JsonNode get(String path, int status) throws Exception {
    return answer("GET", path, Request.Body.NONE, status);
  }

  private JsonNode put(String path, String json, int status) throws Exception {
    return answer("PUT", path, body(json), status);
  }

  private JsonNode answer(String method, String path, Request.Body body, int status)
      throws Exception {
    Answer answer = api().answer(method, path, Map.of(), body);
    assertThat(answer.status()).isEqualTo(status);
    return Json.parse(new String(answer.body(), UTF_8));
  }

  private JsonNode answer(String path, Map<String, String> parameters) throws Exception {
    return Json.parse(new String(api().answer("GET", path, parameters).body(), UTF_8));
  }

  private Api api() {
    Api.Reading reading = new Api.Reading(progress, () -> true);
    return new Api(
        new Api.Sources(store, reading, log, FakeTopicLog.unused()),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private void given(Definition... definitions) {
    for (Definition definition : definitions) {
      store.apply(new Batch(List.of(Table.DEFINITIONS.change(definition)), Map.of()));
    }
  }

  private static Request.Body body(String json) {
    return new Request.Body("application/json", json.getBytes(UTF_8));
  }

  private static JsonNode json(String json) throws Exception {
    return Json.parse(json.replace('\'', '"'));
  }
}
