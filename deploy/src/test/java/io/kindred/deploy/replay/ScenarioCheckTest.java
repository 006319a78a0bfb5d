/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.definition.InvalidDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCheckTest {

  @TempDir private Path directory;

  @Test
  void read_settingsUnderAnotherId_isRefused() {
    assertRefused(
        "'definitions': [{'kind': 'identity-settings', 'id': 'mine'}]",
        "identity-settings \"mine\": /id: \"mine\" is not \"default\"");
  }

  @Test
  void read_mergePolicyUnderAnotherId_isRefused() {
    assertRefused(
        "'definitions': [{'kind': 'merge-policy', 'id': 'mine', 'attributeMerge':"
            + " {'type': 'timestampOrdered'}}]",
        "merge-policy \"mine\": /id: \"mine\" is not \"default\"");
  }

  @Test
  void read_cutBetweenOneIdentity_isRefused() {
    assertRefused(
        "'cuts': [{'a': {'namespace': 'E', 'id': '1'}, 'b': {'namespace': 'E', 'id': '1'},"
            + " 'at': '2026-01-01T00:00:00Z'}]",
        "another identity than a");
  }

  @Test
  void read_brokenSegment_isRefusedWithItsPlace() {
    assertRefused(
        "'definitions': [{'kind': 'segment', 'id': 's', 'name': 's', 'expression':"
            + " {'type': 'PQL', 'format': 'pql/text', 'value': 'a = '}}]",
        "1:");
  }

  @Test
  void read_nestingBeyondTheParsersLimit_isRefused() {
    assertRefused("'events': [" + "[".repeat(5_000) + "]".repeat(5_000) + "]", "not JSON");
  }

  private void assertRefused(String fields, String reason) {
    assertThatThrownBy(() -> ScenarioCheck.read(file("{'name': 'test', " + fields + "}")))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("scenario.json")
        .hasMessageContaining(reason);
  }

  private Path file(String json) throws Exception {
    return Files.writeString(directory.resolve("scenario.json"), json.replace('\'', '"'));
  }
}
