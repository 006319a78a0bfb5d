/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.event;
import static io.kindred.serving.TestObjects.mapping;
import static io.kindred.serving.TestObjects.sarah;
import static io.kindred.serving.TestObjects.segment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.serving.store.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why somebody is in a segment, from what serving holds of them. */
class SegmentExplanationsTest {

  private static final String PATH = "/segments/gift-givers/explain";
  private static final String[] SARAH = {
    "namespace", "ECID", "id", "111", "at", "2026-01-02T12:00:00Z"
  };

  private final ApiOverMap api = new ApiOverMap(AnswerLimits.DEFAULT);

  @BeforeEach
  void sarahViewed() {
    api.given(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("ECID:111", SARAH_ID, 1)),
        Table.EVENTS.change(event("1", NOON, "Email:sarah@luma.com")),
        Table.DEFINITIONS.change(
            segment(
                "gift-givers",
                "Gift givers",
                "xEvent[timestamp occurs <= 7 days before now] and not inSegment('vip')")),
        Table.DEFINITIONS.change(segment("vip", "VIP", "loyalty.tier = 'gold'")),
        Table.DEFINITIONS.change(segment("broken", "Broken", "inSegment('gone')")));
  }

  @Test
  void explain_saysWhichPartsHoldAndWhatChangesThem() throws Exception {
    JsonNode answer = api.get(200, PATH, SARAH);

    assertThat(answer)
        .isEqualTo(
            Json.parse(
                """
                {"segmentId": "gift-givers", "profileId": "5a7a4", "asOf": "2026-01-02T12:00:00Z",
                 "member": true,
                 "published": {"status": "realized",
                   "lastQualificationTime": "2026-01-01T12:00:00Z"},
                 "changesAt": "2026-01-08T12:00:00.001Z",
                 "whole": {"pql":
                   "xEvent[timestamp occurs <= 7 days before now] and not inSegment(\\"vip\\")",
                   "verdict": "true", "decisive": true,
                   "looksAt": ["inSegment(\\"vip\\")", "xEvent"],
                   "parts": [
                     {"pql": "xEvent[timestamp occurs <= 7 days before now]", "verdict": "true",
                      "decisive": true, "looksAt": ["xEvent"],
                      "changesAt": "2026-01-08T12:00:00.001Z"},
                     {"pql": "not inSegment(\\"vip\\")", "verdict": "true", "decisive": true,
                      "looksAt": ["inSegment(\\"vip\\")"], "parts": [
                        {"pql": "inSegment(\\"vip\\")", "verdict": "false", "decisive": true,
                         "looksAt": ["inSegment(\\"vip\\")"]}]}]},
                 "next": [
                   {"pql": "xEvent[timestamp occurs <= 7 days before now]", "verdict": "true",
                    "decisive": true, "looksAt": ["xEvent"],
                    "changesAt": "2026-01-08T12:00:00.001Z"},
                   {"pql": "inSegment(\\"vip\\")", "verdict": "false", "decisive": true,
                    "looksAt": ["inSegment(\\"vip\\")"]}],
                 "sentences": ["in",
                   "  + xEvent[timestamp occurs <= 7 days before now] and not inSegment(\\"vip\\")",
                   "    + xEvent[timestamp occurs <= 7 days before now]  until \
                2026-01-08T12:00:00.001Z",
                   "    + not inSegment(\\"vip\\")",
                   "      - inSegment(\\"vip\\")",
                   "leaves by time alone at 2026-01-08T12:00:00.001Z",
                   "changes with xEvent[timestamp occurs <= 7 days before now]; a fact of xEvent",
                   "changes with inSegment(\\"vip\\"); a fact of inSegment(\\"vip\\")"]}\
                """));
  }

  @Test
  void explain_refusesWhatItDoesNotKnow() {
    assertThat(api.get(404, "/segments/none/explain", SARAH).get("error").asText())
        .isEqualTo("unknown-segment");
    assertThat(api.get(404, "/segments/broken/explain", SARAH).get("message").asText())
        .startsWith("it is not evaluated: segment broken: 1:11: found 'gone'");
    assertThat(api.get(404, PATH, "namespace", "ECID", "id", "9").get("error").asText())
        .isEqualTo("unknown-identity");
    assertThat(api.get(400, PATH, "namespace", "ECID").get("message").asText())
        .startsWith("say whose membership");
  }
}
