/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.event;
import static io.kindred.serving.TestObjects.mapping;
import static io.kindred.serving.TestObjects.sarah;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.serving.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's events are found by any identity, and in pages. */
class TimelinesTest {

  private static final String PATH = "/profiles/ECID/111/events";

  private final ApiOverMap api = new ApiOverMap(AnswerLimits.DEFAULT);

  @BeforeEach
  void sarahDidThings() {
    api.given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("ECID:111", SARAH_ID, 1)),
        Table.IDENTITY_MAP.change(mapping("Email:sarah@luma.com", SARAH_ID, 1)),
        Table.EVENTS.change(event("1", NOON, "ECID:111")),
        Table.EVENTS.change(event("2", NOON + 1_000, "Email:sarah@luma.com")),
        Table.EVENTS.change(event("3", NOON + 2_000, "ECID:111", "Email:sarah@luma.com")),
        Table.EVENTS.change(event("another's", NOON, "ECID:2")));
  }

  private static List<String> ids(JsonNode answer) {
    return answer.get("children").findValuesAsText("entityId");
  }

  @Test
  void events_ofAllIdentitiesNewestFirst() throws Exception {
    JsonNode answer = api.get(200, PATH);

    assertThat(ids(answer)).containsExactly("3", "2", "1");
    assertThat(answer.get("_page"))
        .isEqualTo(Json.parse("{\"orderby\": \"-timestamp\", \"count\": 3}"));
    assertThat(answer.at("/children/1"))
        .isEqualTo(
            Json.parse(
                """
                {"relatedEntityId": "5a7a4", "entityId": "2", "timestamp": "2026-01-01T12:00:01Z",
                 "identity": "Email:sarah@luma.com", "entity": {"_id": "2",
                 "timestamp": "2026-01-01T12:00:01Z", "eventType": "view"}}\
                """));
    assertThat(api.get(200, "/profiles/Email/sarah@luma.com/events")).isEqualTo(answer);
  }

  @Test
  void events_oldestFirstAndWithinAStretchOfTime() {
    assertThat(ids(api.get(200, PATH, "orderby", "+timestamp"))).containsExactly("1", "2", "3");
    assertThat(ids(api.get(200, PATH, "orderby", " timestamp"))).containsExactly("1", "2", "3");
    assertThat(ids(api.get(200, PATH, "start", "2026-01-01T12:00:01Z", "end", "" + (NOON + 1_000))))
        .containsExactly("2");
  }

  @Test
  void events_inPages() {
    List<String> paged = new ArrayList<>();
    String after = "";
    for (int page = 0; page < 3; page++) {
      JsonNode answer = api.get(200, PATH, "limit", "1", "after", after);
      paged.addAll(ids(answer));
      after = answer.at("/_page/next").asText();
      assertThat(answer.has("_links")).isEqualTo(page < 2);
    }

    assertThat(paged).containsExactly("3", "2", "1");
    assertThat(api.get(200, PATH, "limit", "1").at("/_links/next/href").asText())
        .isEqualTo("/profiles/ECID/111/events?after=1767268802000.3&limit=1");
  }

  @Test
  void events_refusesWhatItCannotRead() {
    assertThat(api.get(404, "/profiles/ECID/222/events").get("error").asText())
        .isEqualTo("unknown-identity");
    assertThat(api.get(400, PATH, "limit", "0").get("message").asText())
        .isEqualTo("limit: \"0\" is not a whole number from 1 to 1000");
    assertThat(api.get(400, PATH, "limit", "many").get("message").asText()).startsWith("limit:");
    assertThat(api.get(400, PATH, "orderby", "name").get("message").asText())
        .startsWith("orderby:");
    assertThat(api.get(400, PATH, "start", "noon").get("message").asText()).startsWith("start:");
    assertThat(api.get(400, PATH, "after", "x").get("message").asText()).startsWith("after:");
  }
}
