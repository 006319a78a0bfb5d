/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.stitching;

import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.journey.ConversionDefinition;
import io.kindred.journey.JourneyDefinitions;
import io.kindred.journey.JourneySettings;
import io.kindred.journey.TouchpointDefinition;
import java.util.ArrayList;
import java.util.List;

/** Definitions of journeys for tests: each type of event is a touch of one channel, or a goal. */
final class JourneyWorld {

  private static final String EXPRESSION =
      """
      "expression": {"type": "PQL", "format": "pql/text", "value": "eventType = '%s'"}\
      """;

  private JourneyWorld() {}

  static DefinitionUpdate touchpoint(String channel, String eventType, long version) {
    String body =
        """
        {"name": "%s", %s, "channel": "%s", "cost": 0.25}
        """
            .formatted(channel, EXPRESSION.formatted(eventType), channel);
    return new DefinitionUpdate(DefinitionKind.TOUCHPOINT, channel, body, version);
  }

  static DefinitionUpdate conversion(String id, String eventType, long version) {
    String body =
        """
        {"name": "%s", %s, "value": 20, "currency": "EUR"}
        """
            .formatted(id, EXPRESSION.formatted(eventType));
    return new DefinitionUpdate(DefinitionKind.CONVERSION, id, body, version);
  }

  /** Short ones, so that a few days have many journeys. */
  static DefinitionUpdate settings(long version) {
    String body =
        """
        {"lookback": "P5D", "timeout": "P2D", "transform": "all", "direct": ["service"]}
        """;
    return new DefinitionUpdate(
        DefinitionKind.JOURNEY_SETTINGS, DefinitionKind.DEFAULT_ID, body, version);
  }

  static JourneyDefinitions compiled(List<DefinitionUpdate> definitions) throws InvalidDefinition {
    List<TouchpointDefinition> touchpoints = new ArrayList<>();
    List<ConversionDefinition> conversions = new ArrayList<>();
    JourneySettings settings = JourneySettings.DEFAULT;
    for (DefinitionUpdate each : definitions) {
      switch (each.kind()) {
        case DefinitionKind.TOUCHPOINT ->
            touchpoints.add(TouchpointDefinition.parse(each.id(), each.body()));
        case DefinitionKind.CONVERSION ->
            conversions.add(ConversionDefinition.parse(each.id(), each.body()));
        case DefinitionKind.JOURNEY_SETTINGS -> settings = JourneySettings.parse(each.body());
        default -> {}
      }
    }
    return new JourneyDefinitions(touchpoints, conversions, settings);
  }
}
