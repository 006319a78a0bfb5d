/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.definition.InvalidDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

  @TempDir private Path directory;

  @Test
  void read_bareOrWrapped_isTheSame() throws Exception {
    assertThat(SettingsFile.read(file("{'limit':5}"))).isEqualTo("{\"limit\":5}");
    assertThat(SettingsFile.read(file("{'identitySettings': {'limit': 5}}")))
        .isEqualTo("{\"limit\":5}");
  }

  @Test
  void read_aWrongValue_isRefusedWithFileFieldAndWhatIsExpected() {
    assertRefused("{'limit': 0}", "settings.json: /limit: 0 is not a whole number from 2");
    assertRefused(
        "{'identitySettings': {'namespaces': [{'namespace': 'ECID', 'unique': 'no'}]}}",
        "settings.json: /identitySettings/namespaces/0/unique: \"no\" is not true or false");
  }

  @Test
  void read_whatIsNoSettings_isRefused() {
    assertRefused("{'limt': 5}", "/limt: unknown field");
    assertRefused("{'identitySettings': 5}", "/identitySettings: 5 is not an object");
    assertRefused("{'identitySettings': {}, 'limit': 5}", "/limit: unknown field");
    assertRefused("[]", "/: [] is not an object");
    assertRefused("{", "not JSON");
    assertThatThrownBy(() -> SettingsFile.read(directory.resolve("none.json")))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageEndingWith("none.json: no such file");
  }

  private void assertRefused(String json, String reason) {
    assertThatThrownBy(() -> SettingsFile.read(file(json)))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("settings.json: ")
        .hasMessageContaining(reason);
  }

  private Path file(String json) throws Exception {
    return Files.writeString(directory.resolve("settings.json"), json.replace('\'', '"'));
  }
}
