/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.IdentitySettings;
import java.util.Collection;

/** The identity settings among definitions. */
public final class IdentityDefinitions {

  private IdentityDefinitions() {}

  /** Those in force; the defaults where none are defined, or only such as cannot be read. */
  public static IdentitySettings settings(Collection<DefinitionUpdate> definitions) {
    for (DefinitionUpdate definition : definitions) {
      if (definition.kind().equals(DefinitionKind.IDENTITY_SETTINGS)
          && definition.id().equals(DefinitionKind.DEFAULT_ID)) {
        return parse(definition);
      }
    }
    return IdentitySettings.DEFAULT;
  }

  private static IdentitySettings parse(DefinitionUpdate definition) {
    try {
      return IdentitySettings.parse(definition.body(), definition.version());
    } catch (InvalidDefinition alreadyADeadLetter) {
      return IdentitySettings.DEFAULT;
    }
  }
}
