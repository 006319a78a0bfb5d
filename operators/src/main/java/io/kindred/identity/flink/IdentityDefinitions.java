/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Lift;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The identity settings among definitions. */
public final class IdentityDefinitions {

  /** What identity settings are made of. */
  public static final Set<String> KINDS =
      Set.of(DefinitionKind.IDENTITY_SETTINGS, DefinitionKind.QUARANTINE_LIFT);

  private IdentityDefinitions() {}

  /**
   * Those in force; the defaults where none are defined, or only such as cannot be read.
   *
   * @param version grows with each change of the definitions, also with a withdrawal
   */
  public static IdentitySettings settings(Collection<DefinitionUpdate> definitions, long version) {
    IdentitySettings settings = IdentitySettings.DEFAULT;
    List<Lift> lifts = new ArrayList<>();
    for (DefinitionUpdate definition : definitions) {
      try {
        if (definition.kind().equals(DefinitionKind.QUARANTINE_LIFT)) {
          lifts.add(Lift.parse(definition.body()));
        } else if (isSettings(definition)) {
          settings = IdentitySettings.parse(definition.body(), version);
        }
      } catch (InvalidDefinition alreadyADeadLetter) {
        // The definitions' own ingest has reported it; the rest goes on without it.
      }
    }
    return settings.with(lifts, version);
  }

  private static boolean isSettings(DefinitionUpdate definition) {
    return definition.kind().equals(DefinitionKind.IDENTITY_SETTINGS)
        && definition.id().equals(DefinitionKind.DEFAULT_ID);
  }
}
