/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.segment.Subject.Occurrence;
import java.util.Optional;

/** Which events are touches, and of which channel. */
public final class TouchpointDefinition {

  /** The channel of a touch whose event does not name one. */
  public static final String UNKNOWN = "(unknown)";

  private final String id;
  private final String name;
  private final EventCondition condition;
  private final EventField channel;
  private final Optional<EventField> campaign;
  private final Optional<EventField> cost;

  private TouchpointDefinition(String id, JsonFields fields) throws InvalidDefinition {
    this.id = id;
    this.name = fields.text("name");
    this.condition = PqlCondition.parse(fields);
    this.channel = EventField.text(fields, "channel");
    this.campaign = EventField.textIfAny(fields, "campaign");
    this.cost = EventField.numberIfAny(fields, "cost");
    fields.refuseUnknown();
  }

  /** Reads the body of a definition. */
  public static TouchpointDefinition parse(String id, String body) throws InvalidDefinition {
    return new TouchpointDefinition(id, JsonFields.parse(body));
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  boolean mayHold(String eventType) {
    return condition.mayHold(eventType);
  }

  /** The touch that an event is, if it is one. */
  Optional<Touch> touch(Occurrence event) {
    JsonNode document = event.document();
    if (!condition.holds(document, event.timestamp())) {
      return Optional.empty();
    }
    return Optional.of(
        new Touch(
            event.timestamp(),
            event.id(),
            channel.text(document).orElse(UNKNOWN),
            campaign.flatMap(field -> field.text(document)).orElse(""),
            Math.max(0, cost.map(field -> field.micros(document)).orElse(0L))));
  }
}
