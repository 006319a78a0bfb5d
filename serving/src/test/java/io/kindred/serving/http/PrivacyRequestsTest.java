/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.mapping;
import static io.kindred.serving.TestObjects.sarah;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.identity.ProfileId;
import io.kindred.serving.reading.CaughtUp;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.Change;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wishes to be forgotten go to the log; what became of them comes from the store. */
class PrivacyRequestsTest {

  private static final String EMAIL = "'identity': {'namespace': 'Email', 'id': 's@luma.com'}";
  private static final String WISH =
      EMAIL + ", 'scope': 'identity', 'until': '2026-01-01T12:00:00Z', 'requestId': 'r-1'";
  private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

  private final ProfileStore store = new MapProfileStore();
  private final FakeTopicLog<PrivacyRequest> log =
      new FakeTopicLog<>(Table.PRIVACY_REQUESTS, store);

  @Test
  void post_isWrittenAndAccepted() throws Exception {
    assertThat(post(WISH, 202))
        .isEqualTo(
            json(
                "{'requestId': 'r-1', 'identity': 'Email:s@luma.com', 'scope': 'identity',"
                    + " 'until': '2026-01-01T12:00:00Z', 'status': 'accepted'}"));
    assertThat(log.appended)
        .containsExactly(new PrivacyRequest("r-1", "Email:s@luma.com", false, NOON));
  }

  @Test
  void post_anIdentityAlone_meansItsProfileUntilNowUnderANameOfItsOwn() throws Exception {
    long before = System.currentTimeMillis();
    JsonNode accepted = post(EMAIL, 202);

    assertThat(accepted.at("/scope").asText()).isEqualTo("profile");
    assertThat(Instant.parse(accepted.at("/until").asText()).toEpochMilli())
        .isBetween(before, System.currentTimeMillis());
    assertThat(accepted.at("/requestId").asText()).hasSize(36);
    assertThat(post(EMAIL, 202).at("/requestId")).isNotEqualTo(accepted.at("/requestId"));
  }

  @Test
  void post_again_isTheSameRequest() throws Exception {
    post(WISH, 202);
    post(WISH, 202);
    String without = EMAIL + ", 'scope': 'identity', 'requestId': 'r-1'";

    assertThat(post(without, 202).at("/until").asText()).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(log.appended).hasSize(3).containsOnly(log.appended.get(0));
  }

  @Test
  void post_anotherUnderTheSameName_isRefused() throws Exception {
    post(WISH, 202);

    JsonNode refusal = post(WISH.replace("'scope': 'identity'", "'scope': 'profile'"), 409);

    assertThat(refusal.at("/error").asText()).isEqualTo("request-id-taken");
    assertThat(refusal.at("/message").asText()).contains("/requestId: \"r-1\"");
    assertThat(log.appended).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          'scope': 'profile'                        | /identity: missing; expected an object
          'identity': 'Email:s@luma.com'            | /identity: "Email:s@luma.com" is not an object
          'identity': {'namespace': 'Email'}        | /identity/id: missing; expected text
          'until': 'now'                            | /until: "now" is not an ISO 8601 instant
          'until': '9999-01-01T00:00:00Z'           | /until: "9999-01-01T00:00:00Z" is not in the
          'scope': 'all'                            | /scope: "all" is not one of
          'requestId': 'a/b'                        | /requestId: "a/b" is not 1 to 100 of
          'util': '2026-01-01T12:00:00Z'            | /util: unknown field; known are
          """)
  void post_anInvalidOne_namesFieldValueAndWhatIsExpected(String field, String reason)
      throws Exception {
    boolean alone = field.contains("identity") || field.contains("'profile'");
    String body = alone ? field : EMAIL + "," + field;

    JsonNode refusal = post(body, 400);

    assertThat(refusal.at("/error").asText()).isEqualTo("invalid-request");
    assertThat(refusal.at("/message").asText()).startsWith(reason);
    assertThat(log.appended).isEmpty();
  }

  @Test
  void post_whatIsNotAcknowledged_isUnavailableAndSaysItsName() throws Exception {
    log.answers = false;

    JsonNode refusal = post(WISH, 503);

    assertThat(refusal.at("/error").asText()).isEqualTo("not-acknowledged");
    assertThat(refusal.at("/message").asText()).contains("no broker", "\"requestId\": \"r-1\"");
  }

  @Test
  void get_resultsSoFarByIdentity() throws Exception {
    post(WISH, 202);
    assertThat(get("/privacy-requests/r-1", 200).at("/results")).isEmpty();

    given(
        Table.PRIVACY_RESULTS.change(result("r-1", "Email:s@luma.com", 3, NOON)),
        Table.PRIVACY_RESULTS.change(result("r-1", "ECID:1", 2, NOON)),
        Table.PRIVACY_RESULTS.change(result("r-1", "ECID:1", 0, NOON + 1)),
        Table.PRIVACY_RESULTS.change(result("r-1/x", "ECID:1", 0, NOON)),
        Table.PRIVACY_RESULTS.change(result("r-2", "ECID:1", 0, NOON)));

    JsonNode answer = get("/privacy-requests/r-1", 200);
    assertThat(answer.at("/scope").asText()).isEqualTo("identity");
    assertThat(answer.at("/results").findValuesAsText("identity"))
        .containsExactly("ECID:1", "Email:s@luma.com");
    assertThat(answer.at("/results/0"))
        .as("a request that is repeated finds nothing more")
        .isEqualTo(
            json(
                "{'identity': 'ECID:1', 'profileId': '5a7a4', 'events': 2, 'attributes': 1,"
                    + " 'left': false, 'completedAt': '2026-01-01T12:00:00Z'}"));
  }

  @Test
  void get_resultsOfARequestThatIsGoneFromItsTopic() throws Exception {
    given(Table.PRIVACY_RESULTS.change(result("r-1", "ECID:1", 2, NOON)));

    assertThat(get("/privacy-requests/r-1", 200).at("/results")).hasSize(1);
  }

  @Test
  void get_anUnknownOne_isNotFound() throws Exception {
    assertThat(get("/privacy-requests/r-1", 404).at("/error").asText())
        .isEqualTo("unknown-request");
    assertThat(get("/privacy-requests", 405).at("/message").asText()).contains("POST");
  }

  @Test
  void whoIsForgotten_isNotFound() throws Exception {
    given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("Email:sarah@luma.com", SARAH_ID, 1)));
    get("/profiles/Email/sarah%40luma.com", 200);

    given(
        Table.PROFILES.change(SARAH_ID, null),
        Table.IDENTITY_COMPONENTS.change(ProfileId.of("Email:sarah@luma.com"), null),
        Table.IDENTITY_MAP.change("Email:sarah@luma.com", null));

    get("/profiles/Email/sarah%40luma.com", 404);
  }

  private JsonNode get(String path, int status) throws Exception {
    return answer("GET", path, Request.Body.NONE, status);
  }

  private JsonNode post(String fields, int status) throws Exception {
    String json = "{" + fields.replace('\'', '"') + "}";
    Request.Body body = new Request.Body("application/json", json.getBytes(UTF_8));
    return answer("POST", "/privacy-requests", body, status);
  }

  private JsonNode answer(String method, String path, Request.Body body, int status)
      throws Exception {
    Api.Reading reading = new Api.Reading(CaughtUp.progress(), () -> true);
    Api api =
        new Api(
            new Api.Sources(store, reading, FakeTopicLog.unused(), log),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    Answer answer = api.answer(method, path, Map.of(), body);
    assertThat(answer.status()).isEqualTo(status);
    return Json.parse(new String(answer.body(), UTF_8));
  }

  private void given(Change... changes) {
    store.apply(new Batch(List.of(changes), Map.of()));
  }

  private static PrivacyResult result(String request, String identity, int events, long at) {
    return new PrivacyResult(request, identity, NOON, SARAH_ID, events, 1, false, at);
  }

  private static JsonNode json(String json) throws Exception {
    return Json.parse(json.replace('\'', '"'));
  }
}
