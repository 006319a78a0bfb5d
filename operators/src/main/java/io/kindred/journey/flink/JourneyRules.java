/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.journey.ConversionDefinition;
import io.kindred.journey.JourneyDefinitions;
import io.kindred.journey.JourneySettings;
import io.kindred.journey.TouchpointDefinition;
import io.kindred.segment.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What journeys are made by.
 *
 * @param fingerprint other rules have another
 */
record JourneyRules(JourneyDefinitions definitions, long fingerprint) {

  static final Set<String> KINDS =
      Set.of(DefinitionKind.TOUCHPOINT, DefinitionKind.CONVERSION, DefinitionKind.JOURNEY_SETTINGS);

  static JourneyRules compile(Collection<DefinitionUpdate> standing, long version) {
    List<TouchpointDefinition> touchpoints = new ArrayList<>();
    List<ConversionDefinition> conversions = new ArrayList<>();
    JourneySettings settings = JourneySettings.DEFAULT;
    StringBuilder all = new StringBuilder();
    for (DefinitionUpdate each : standing) {
      all.append(each.key()).append('\n').append(each.body()).append('\n');
      try {
        switch (each.kind()) {
          case DefinitionKind.TOUCHPOINT ->
              touchpoints.add(TouchpointDefinition.parse(each.id(), each.body()));
          case DefinitionKind.CONVERSION ->
              conversions.add(ConversionDefinition.parse(each.id(), each.body()));
          case DefinitionKind.JOURNEY_SETTINGS -> settings = settings(each);
          default -> {}
        }
      } catch (InvalidDefinition alreadyADeadLetter) {
        // The definitions' own ingest has reported it; the rest goes on without it.
      }
    }
    return new JourneyRules(
        new JourneyDefinitions(touchpoints, conversions, settings), Fingerprint.of(all.toString()));
  }

  private static JourneySettings settings(DefinitionUpdate definition) throws InvalidDefinition {
    DefinitionKind.requireDefault(definition.id());
    return JourneySettings.parse(definition.body());
  }
}
