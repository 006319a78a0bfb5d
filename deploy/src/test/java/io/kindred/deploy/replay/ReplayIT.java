/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindred.deploy.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios through the real job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {

  private static final Path LUMA = Path.of("src/main/samples/luma.json");
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private Replay replay;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    replay = Replay.start(directory, 2, line -> {});
  }

  @AfterAll
  void stop() {
    replay.close();
  }

  @Test
  void twoRunsCompareEqual() throws Exception {
    Scenario luma = ScenarioCheck.read(LUMA);

    List<ReplayResult> results = run(luma, luma);

    assertThat(results.get(0)).isEqualTo(results.get(1));
    assertThat(json(results.get(0)).at("/profiles")).hasSize(2);
    assertThat(json(results.get(0)).at("/contributions")).as("5 windows by 8 models").hasSize(40);
  }

  @Test
  void journeysFollowTheDevicesOfAPerson_andAreCredited() throws Exception {
    JsonNode luma = json(run(ScenarioCheck.read(LUMA)).get(0));

    assertThat(luma.at("/journeys")).hasSize(2);
    JsonNode julians = luma.at("/journeys/0");
    assertThat(julians.at("/converted").asBoolean()).isTrue();
    assertThat(julians.at("/value").asDouble()).isEqualTo(29.0);
    assertThat(julians.at("/touches").findValuesAsText("channel"))
        .as("the phone on which he signs in two days later is his")
        .containsExactly("social", "paid search");
    JsonNode week = contribution(luma, "7-days", "linear");
    assertThat(week.at("/conversions").asLong()).isEqualTo(2);
    assertThat(week.at("/channels").findValuesAsText("channel"))
        .containsExactly("email", "paid search", "social", "(unattributed)");
    assertThat(week.at("/channels").findValuesAsText("conversions"))
        .containsExactly("0.5", "1.0", "0.5", "0.0");
  }

  private static JsonNode contribution(JsonNode result, String window, String model) {
    for (JsonNode report : result.at("/contributions")) {
      if (report.at("/window").asText().equals(window)
          && report.at("/model").asText().equals(model)) {
        return report;
      }
    }
    throw new AssertionError("no " + window + " by " + model);
  }

  @Test
  void aBrokenEventIsADeadLetterAndStopsNothing() throws Exception {
    Scenario scenario =
        scenario(
            "'events': [{'_id': 'e1', 'timestamp': '2026-01-01T10:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '111'}]}},"
                + " 'garbage',"
                + " {'_id': 'e2', 'timestamp': 'yesterday', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '222'}]}},"
                + " {'_id': 'e3', 'timestamp': '2026-01-01T11:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '333'}]}}]");

    JsonNode result = json(run(scenario).get(0));

    assertThat(result.findValuesAsText("id")).contains("111", "333", "e2").doesNotContain("222");
    assertThat(result.at("/deadLetters")).hasSize(2);
  }

  @Test
  void whatIsTooLargeOrNoTextIsTheEnginesToRefuse() throws Exception {
    String event =
        "{'_id': '%s', 'timestamp': '2026-01-01T10:00:00Z',"
            + " 'identityMap': {'ECID': [{'id': '%s'}]}, 'filler': '%s'}";
    Scenario scenario =
        scenario(
            "'events': ["
                + event.formatted("large", "111", "x".repeat(1_100_000))
                + ","
                + event.formatted("full", "222", "x".repeat(1_048_000))
                + ","
                + event.formatted("half", "\\ud800", "")
                + "]");

    JsonNode result = json(run(scenario).get(0));

    assertThat(result.at("/deadLetters").findValuesAsText("id"))
        .as("what is too large is not read, so it has no id")
        .containsExactlyInAnyOrder("null", "half");
    assertThat(result.at("/profiles")).hasSize(1);
  }

  @Test
  void aRecordWithoutATimeIsOfTheScenariosNow() throws Exception {
    Scenario scenario =
        scenario(
            "'now': '2026-02-01T00:00:00Z',"
                + "'definitions': [{'kind': 'segment', 'id': 's', 'name': 's', 'expression':"
                + " {'type': 'PQL', 'format': 'pql/text', 'value': 'a = 1'}}],"
                + "'records': [{'dataset': 'crm', 'record':"
                + " {'identityMap': {'CRMID': [{'id': 'Tom'}]}, 'a': 1}}]");

    JsonNode result = json(run(scenario).get(0));

    assertThat(result.at("/profiles/0/segmentMembership/ups/s/lastQualificationTime").asText())
        .isEqualTo("2026-02-01T00:00:00Z");
  }

  @Test
  void aSharedTabletDoesNotMergeTwoPeople() throws Exception {
    Scenario scenario =
        scenario(
            "'identitySettings': {'namespaces': ["
                + "  {'namespace': 'CRMID', 'type': 'CROSS_DEVICE', 'priority': 1, 'unique': true},"
                + "  {'namespace': 'ECID', 'type': 'COOKIE', 'priority': 2, 'unique': false}]},"
                + "'events': [{'_id': 'e1', 'timestamp': '2026-01-01T10:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '111'}], 'CRMID': [{'id': 'Tom'}]}},"
                + " {'_id': 'e2', 'timestamp': '2026-01-01T11:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '111'}], 'CRMID': [{'id': 'Erin'}]}}]");

    JsonNode result = json(run(scenario).get(0));

    assertThat(result.at("/profiles")).hasSize(2);
    assertThat(result.at("/profiles").findValues("ECID")).hasSize(1);
  }

  @Test
  void otherSettingsAreComparedIdentityByIdentity() throws Exception {
    Scenario scenario =
        scenario(
            "'events': [{'_id': 'e1', 'timestamp': '2026-01-01T10:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '111'}], 'CRMID': [{'id': 'Tom'}]}},"
                + " {'_id': 'e2', 'timestamp': '2026-01-01T11:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '111'}], 'CRMID': [{'id': 'Erin'}]}},"
                + " {'_id': 'e3', 'timestamp': '2026-01-01T12:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '222'}], 'CRMID': [{'id': 'Ann'}]}}]");
    String unique = "{\"namespaces\": [{\"namespace\": \"CRMID\", \"unique\": true}]}";
    List<ReplayResult> results = new ArrayList<>();

    replay.compare(List.of(scenario, scenario), unique, TIMEOUT, results::add);

    assertThat(results.get(0)).isEqualTo(results.get(1));
    JsonNode diff = json(results.get(0));
    assertThat(diff.at("/same").asInt()).as("Ann and her cookie").isEqualTo(1);
    assertThat(diff.at("/changes")).hasSize(1);
    assertThat(diff.at("/changes/0/before")).hasSize(1);
    assertThat(diff.at("/changes/0/after")).hasSize(2);
    assertThat(diff.at("/changes/0/moved").findValuesAsText("identity"))
        .as("the tablet is hers who was seen there last, and the profile keeps its first id")
        .containsExactly("CRMID:Erin", "ECID:111");
    assertThat(diff.at("/changes/0/moved/0/links/0/before/verdict").asText()).isEqualTo("kept");
    assertThat(diff.at("/changes/0/moved/0/links/0/after/verdict").asText())
        .isEqualTo("not-unique");
  }

  @Test
  void whoIsForgottenIsNoMoreInTheResult() throws Exception {
    Scenario scenario =
        scenario(
            "'events': [{'_id': 'e1', 'timestamp': '2026-01-01T10:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '111'}], 'CRMID': [{'id': 'Tom'}]}},"
                + " {'_id': 'e2', 'timestamp': '2026-01-01T11:00:00Z', 'eventType': 'x',"
                + "   'identityMap': {'ECID': [{'id': '222'}]}}],"
                + "'privacyRequests': [{'identity': {'namespace': 'ECID', 'id': '111'},"
                + "   'until': '2026-01-01T12:00:00Z'}]");

    List<ReplayResult> results = run(scenario, scenario);

    assertThat(results.get(0)).isEqualTo(results.get(1));
    JsonNode result = json(results.get(0));
    assertThat(result.at("/profiles").findValuesAsText("id")).containsExactly("222");
    assertThat(result.at("/privacyResults").findValuesAsText("identity"))
        .containsExactly("CRMID:Tom", "ECID:111");
    assertThat(result.at("/privacyResults").findValuesAsText("events"))
        .containsExactlyInAnyOrder("0", "1");
  }

  @Test
  void anEmptyScenarioHasAnEmptyResult() throws Exception {
    assertThat(run(Scenario.parse("{\"name\": \"empty\"}")).get(0).json())
        .isEqualTo("{\"name\":\"empty\",\"profiles\":[],\"journeys\":[],\"deadLetters\":[]}");
  }

  private List<ReplayResult> run(Scenario... scenarios) throws Exception {
    List<ReplayResult> results = new ArrayList<>();
    replay.run(List.of(scenarios), TIMEOUT, results::add);
    return results;
  }

  private static Scenario scenario(String fields) throws Exception {
    return Scenario.parse(("{'name': 'test', " + fields + "}").replace('\'', '"'));
  }

  private static JsonNode json(ReplayResult result) throws Exception {
    return new ObjectMapper().readTree(result.json());
  }
}
