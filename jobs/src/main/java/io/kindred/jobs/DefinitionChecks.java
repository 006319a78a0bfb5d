/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionIngest.Check;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.validity.Validity;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link Validity} as the job asks it of what the topic brings. */
final class DefinitionChecks {

  static final Map<String, Check> BY_KIND =
      Validity.kinds().stream()
          .collect(Collectors.toMap(kind -> kind, kind -> DefinitionChecks::check));

  private DefinitionChecks() {}

  private static void check(DefinitionUpdate update, Collection<DefinitionUpdate> others)
      throws InvalidDefinition {
    Validity.check(definition(update), others.stream().map(DefinitionChecks::definition).toList());
  }

  private static Definition definition(DefinitionUpdate update) {
    return new Definition(update.kind(), update.id(), update.body());
  }
}
