/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.event;
import static io.kindred.serving.TestObjects.sarah;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.Profile;
import io.kindred.identity.ProfileId;
import io.kindred.serving.store.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many would be in a segment: exact where all are looked at, else with an interval. */
class EstimatesTest {

  private static final String PATH = "/segments/estimate";
  private static final int PEOPLE = 1_000;

  private static ApiOverMap people(int sample) {
    ApiOverMap api = new ApiOverMap(new AnswerLimits(10, sample, Duration.ofSeconds(20), 1, 1));
    for (int i = 0; i < PEOPLE; i++) {
      String id = "person " + i;
      Profile profile =
          Profile.newBuilder(sarah(1))
              .setProfileId(ProfileId.of(id))
              .setIdentities(List.of(new IdentityItem("ECID", id)))
              .setEntity("{\"number\": " + i + "}")
              .build();
      api.given(Table.PROFILES.change(profile));
    }
    api.given(Table.EVENTS.change(event("1", NOON, "ECID:person 7")));
    return api;
  }

  private static String body(String pql) {
    return Json.object()
        .set("expression", Json.object().put("format", "pql/text").put("value", pql))
        .toString();
  }

  @Test
  void estimate_isExactWhereAllAreLookedAt() {
    JsonNode answer = people(PEOPLE).post(200, PATH, body("number % 10 = 3"));

    assertThat(answer.get("estimatedSize").asLong()).isEqualTo(100);
    assertThat(answer.get("totalRows").asLong()).isEqualTo(PEOPLE);
    assertThat(answer.get("profilesReadSoFar").asLong()).isEqualTo(PEOPLE);
    assertThat(answer.get("exact").asBoolean()).isTrue();
    assertThat(answer.get("standardError").asDouble()).isZero();
    assertThat(answer.at("/interval/lower").asLong()).isEqualTo(100);
    assertThat(answer.at("/interval/upper").asLong()).isEqualTo(100);
    assertThat(answer.at("/estimatedNamespaceDistribution/0/estimatedSize").asLong())
        .isEqualTo(100);
    assertThat(answer.get("profiles")).hasSize(10);
    assertThat(answer.at("/profiles/0/entity/number").asInt() % 10).isEqualTo(3);
  }

  @Test
  void estimate_ofASampleHoldsTheTruthAndIsTheSameAgain() {
    ApiOverMap api = people(300);

    JsonNode answer = api.post(200, PATH, body("number % 10 = 3"));

    assertThat(answer.get("exact").asBoolean()).isFalse();
    assertThat(answer.get("totalRows").asLong()).isEqualTo(PEOPLE);
    assertThat(answer.get("profilesReadSoFar").asLong()).isEqualTo(300);
    assertThat(answer.get("standardError").asDouble()).isBetween(5.0, 25.0);
    assertThat(answer.at("/interval/lower").asLong()).isBetween(50L, 100L);
    assertThat(answer.at("/interval/upper").asLong()).isBetween(100L, 160L);
    assertThat(api.post(200, PATH, body("number % 10 = 3"))).isEqualTo(answer);
  }

  @Test
  void estimate_seesEventsAndMemberships() {
    ApiOverMap api = people(PEOPLE);

    assertThat(matched(api, "xEvent[eventType = \"view\"]")).isEqualTo(1);
    assertThat(matched(api, "not xEvent")).isEqualTo(PEOPLE - 1);
    assertThat(matched(api, "inSegment(\"gift-givers\")")).isEqualTo(PEOPLE);
    assertThat(matched(api, "inSegment(\"others\")")).isZero();
  }

  private static long matched(ApiOverMap api, String pql) {
    return api.post(200, PATH, body(pql)).get("profilesMatchedSoFar").asLong();
  }

  @Test
  void estimate_goesByTheCalendarOfATimeZone() {
    ApiOverMap api = people(PEOPLE);
    String pql = "'2026-03-10T23:30:00Z' occurs on date(2026, 3, 11)";
    String body =
        "{\"timeZone\": \"%s\", \"expression\": {\"type\": \"PQL\", \"value\": \"" + pql + "\"}}";

    assertThat(api.post(200, PATH, body.formatted("UTC")).get("profilesMatchedSoFar").asLong())
        .isZero();
    assertThat(
            api.post(200, PATH, body.formatted("Europe/Berlin"))
                .get("profilesMatchedSoFar")
                .asLong())
        .isEqualTo(PEOPLE);
    assertThat(api.post(400, PATH, body.formatted("Berlin")).get("message").asText())
        .startsWith("/timeZone: \"Berlin\" is not");
  }

  @Test
  void estimate_ofNobody() {
    JsonNode answer = new ApiOverMap(AnswerLimits.DEFAULT).post(200, PATH, body("a = 1"));

    assertThat(answer.get("estimatedSize").asLong()).isZero();
    assertThat(answer.get("exact").asBoolean()).isTrue();
  }

  @Test
  void estimate_ofWhatWasSampledUntilTimeRanOut() {
    ApiOverMap api = new ApiOverMap(new AnswerLimits(10, 10, Duration.ofNanos(1), 1, 1));
    for (long i = 0; i < 5; i++) {
      api.given(Table.PROFILES.change(Profile.newBuilder(sarah(1)).setProfileId("p" + i).build()));
    }

    JsonNode answer = api.post(200, PATH, body("person.isNotNull()"));

    assertThat(answer.get("timedOut").asBoolean()).isTrue();
    assertThat(answer.get("profilesReadSoFar").asLong()).isEqualTo(1);
    assertThat(answer.get("totalRows").asLong()).isEqualTo(5);
    assertThat(answer.get("estimatedSize").asLong()).isEqualTo(5);
  }

  @Test
  void estimate_takesTheFormOfPreviewsElsewhere() {
    String text =
        """
        {"predicateExpression": "number = 1", "predicateType": "pql/text",
         "predicateModel": "_xdm.context.profile", "graphType": "pdg"}\
        """;
    String tree =
        """
        {"predicateType": "pql/json", "predicateExpression":
         "{\\"nodeType\\": \\"literal\\", \\"literalType\\": \\"Boolean\\", \\"value\\": true}"}\
        """;

    ApiOverMap api = people(PEOPLE);

    assertThat(api.post(200, PATH, text).get("estimatedSize").asLong()).isEqualTo(1);
    assertThat(api.post(200, PATH, tree).get("estimatedSize").asLong()).isEqualTo(PEOPLE);
  }

  @Test
  void estimate_saysWhereAnExpressionIsWrong() throws Exception {
    JsonNode answer =
        new ApiOverMap(AnswerLimits.DEFAULT).post(400, PATH, body("a = 1 and\n  b == 2"));

    assertThat(answer)
        .isEqualTo(
            Json.parse(
                """
                {"error": "invalid-expression",
                 "message": "2:6: found '='; expected an expression",
                 "line": 2, "column": 6, "found": "'='", "expected": "an expression"}\
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | /expression: missing",
        "{\"expression\": {\"value\": \"a\", \"format\": \"sql\"}} | /expression/format: \"sql\"",
        "{\"expression\": {\"value\": \"a\", \"type\": \"SQL\"}} | /expression/type: \"SQL\"",
        "{\"predicateExpression\": \"a\", \"page\": 1} | /page: unknown field",
        "[] | /: [] is not an object",
      })
  void estimate_refusesAnotherBody(String body, String message) {
    JsonNode answer = new ApiOverMap(AnswerLimits.DEFAULT).post(400, PATH, body);

    assertThat(answer.get("error").asText()).isEqualTo("invalid-request");
    assertThat(answer.get("message").asText()).startsWith(message);
  }
}
