/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.deploy.scenario.InputFile;
import io.kindred.identity.IdentitySettings;
import java.nio.file.Path;

/**
 * A file with identity settings, bare or as a scenario has them: {@code {"identitySettings": …}}.
 */
public final class SettingsFile {

  private static final String FIELD = "identitySettings";

  private SettingsFile() {}

  /** The body of the settings. A refusal names the file, the field, its value and what is valid. */
  public static String read(Path file) throws InvalidDefinition {
    return new InputFile(file).read(SettingsFile::parse);
  }

  static String parse(String json) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(json);
    if (!fields.node().has(FIELD)) {
      IdentitySettings.parse(json, 1);
      return json;
    }
    String body = fields.object(FIELD).node().toString();
    fields.refuseUnknown();
    try {
      IdentitySettings.parse(body, 1);
      return body;
    } catch (InvalidDefinition e) {
      throw new InvalidDefinition("/" + FIELD + e.getMessage(), e);
    }
  }
}
