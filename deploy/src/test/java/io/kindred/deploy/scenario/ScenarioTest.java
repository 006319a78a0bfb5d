/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.Definition;
import io.kindred.avro.PrivacyRequest;
import io.kindred.definition.InvalidDefinition;
import io.kindred.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {

  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void parse_nameAlone() throws InvalidDefinition {
    Scenario scenario = Scenario.parse("{'name': 'empty'}".replace('\'', '"'));

    assertThat(scenario.name()).isEqualTo("empty");
    assertThat(scenario.definitions()).isEmpty();
    assertThat(scenario.facts()).isEmpty();
  }

  @Test
  void parse_everything() throws InvalidDefinition {
    Scenario scenario =
        scenario(
            "'identitySettings': {'namespaces': []},"
                + "'definitions': [{'kind': 'segment', 'id': 'vip', 'name': 'VIP'}],"
                + "'cuts': [{'a': {'namespace': 'ECID', 'id': '1'},"
                + "  'b': {'namespace': 'CRMID', 'id': 'Tom'}, 'at': '2026-01-01T00:00:00Z'}],"
                + "'events': [{'_id': 'e1', 'timestamp': '2026-01-01T00:00:00Z'}],"
                + "'records': [{'dataset': 'crm', 'record': {'_id': 'r1'}}]");

    assertThat(scenario.definitions())
        .extracting(Definition::getKind)
        .containsExactly("identity-settings", "segment", "cut");
    assertThat(scenario.definitions().get(1).getBody()).isEqualTo("{\"name\":\"VIP\"}");
    assertThat(scenario.facts())
        .extracting(Fact::topic)
        .containsExactly(Topic.XDM_EVENTS, Topic.XDM_RECORDS);
    assertThat(scenario.facts()).extracting(Fact::dataset).containsExactly(null, "crm");
  }

  @Test
  void parse_aCutMayBeOfAllLinksOfAnIdentity() throws InvalidDefinition {
    Scenario scenario =
        scenario("'cuts': [{'a': {'namespace': 'ECID', 'id': '1'}, 'at': '2026-01-01T00:00:00Z'}]");

    assertThat(scenario.definitions().get(0).getBody())
        .isEqualTo("{\"a\":{\"namespace\":\"ECID\",\"id\":\"1\"},\"at\":\"2026-01-01T00:00:00Z\"}");
  }

  @Test
  void parse_eventsKeepTheOrderOfTheFile() throws InvalidDefinition {
    Scenario scenario =
        scenario(
            "'events': [{'_id': 'late', 'timestamp': '2026-01-03T00:00:00Z'},"
                + "{'_id': 'early', 'timestamp': '2026-01-01T00:00:00Z'}]");

    assertThat(scenario.facts().get(0).json()).contains("late");
  }

  @Test
  void parse_brokenEventIsForTheEngineToRefuse() throws InvalidDefinition {
    Scenario scenario = scenario("'events': ['garbage', 7, {'timestamp': 'yesterday'}]");

    assertThat(scenario.facts())
        .extracting(Fact::json)
        .containsExactly("\"garbage\"", "7", "{\"timestamp\":\"yesterday\"}");
  }

  @Test
  void parse_relativeTimes() throws InvalidDefinition {
    Scenario scenario =
        scenario(
            "'start': '2026-01-01T00:00:00Z', 'now': '+P2D',"
                + "'events': [{'timestamp': '+P1DT2H5M'}, {'timestamp': '-PT1S'}]");

    assertThat(scenario.now()).isEqualTo("2026-01-03T00:00:00Z");
    assertThat(scenario.facts().get(0).json())
        .isEqualTo("{\"timestamp\":\"2026-01-02T02:05:00Z\"}");
    assertThat(scenario.facts().get(1).time()).contains(Instant.parse("2025-12-31T23:59:59Z"));
  }

  @Test
  void parse_relativeTimesNeedAStart() throws InvalidDefinition {
    assertThat(scenario("'events': [{'timestamp': '+P1D'}]").facts().get(0).time()).isEmpty();
  }

  @Test
  void parse_nowIsTheLatestFactUnlessGiven() throws InvalidDefinition {
    Scenario scenario =
        scenario(
            "'events': [{'timestamp': '2026-01-01T00:00:00Z'}, {'timestamp': 'never'}],"
                + "'records': [{'record': {'timestamp': '2026-01-05T00:00:00+01:00'}}]");

    assertThat(scenario.now()).isEqualTo("2026-01-04T23:00:00Z");
  }

  @Test
  void parse_privacyRequestsHaveATimeAndAName() throws InvalidDefinition {
    String tom = "'identity': {'namespace': 'CRMID', 'id': 'Tom'}";
    Scenario scenario =
        scenario(
            "'start': '2026-01-01T00:00:00Z', 'privacyRequests': [{'until': '+P1D', "
                + tom
                + "}, {'until': '2026-01-01T00:00:00Z', 'scope': 'identity', 'requestId': 'r',"
                + tom
                + "}]");

    long newYear = NEW_YEAR.toEpochMilli();
    assertThat(scenario.privacyRequests())
        .containsExactly(
            new PrivacyRequest("privacy-0", "CRMID:Tom", true, newYear + 86_400_000),
            new PrivacyRequest("r", "CRMID:Tom", false, newYear));
  }

  @Test
  void endingAt_movesRelativeTimesAlone() throws InvalidDefinition {
    Scenario scenario =
        Scenario.endingAt(
            NEW_YEAR,
            json(
                "'start': '2020-01-01T00:00:00Z', 'now': '+P2D',"
                    + "'events': [{'timestamp': '+P1D'}, {'timestamp': '2020-01-01T00:00:00Z'}]"));

    assertThat(scenario.now()).isEqualTo(NEW_YEAR);
    assertThat(scenario.facts())
        .extracting(fact -> fact.time().orElseThrow().toString())
        .containsExactly("2025-12-31T00:00:00Z", "2020-01-01T00:00:00Z");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'nme': 'x'                                  | /nme: unknown field",
        "'events': {}                                | /events: {} is not an array",
        "'records': [{'dataset': 'crm'}]             | /records/0/record: missing",
        "'records': [{'record': {}, 'dateset': 'a'}] | /records/0/dateset: unknown field",
        "'definitions': [{'kind': 'segment'}]        | /definitions/0/id: missing",
        "'cuts': [{'a': {'namespace': 'ECID'}}]      | /cuts/0/a/id: missing",
        "'privacyRequests': [{'until': '2026-01-01T00:00:00Z'}] | /privacyRequests/0/identity: missing",
        "'now': 'soon'                               | /now: \"soon\" is not an ISO 8601 instant",
        "'now': '+P1D'                               | /now: \"+P1D\" is not an ISO 8601 instant",
        "'start': '+P1D'                             | /start: \"+P1D\" is not an ISO 8601 instant"
      })
  void parse_refusalSaysWhereAndWhy(String fields, String message) {
    assertThatThrownBy(() -> scenario(fields))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void read_refusalNamesTheFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("broken.json"), "{\"name\": \"x\",\n oops}");

    assertThatThrownBy(() -> Scenario.read(file))
        .hasMessageStartingWith(file + ": line 2, column 2: not JSON");
    assertThatThrownBy(() -> Scenario.read(directory.resolve("none.json")))
        .hasMessage(directory.resolve("none.json") + ": no such file");
  }

  private static Scenario scenario(String fields) throws InvalidDefinition {
    return Scenario.parse(json(fields));
  }

  private static String json(String fields) {
    return ("{'name': 'test', " + fields + "}").replace('\'', '"');
  }
}
