/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.segment.Subject.Occurrence;
import java.util.Optional;

/** Which events are conversions of a kind, and of what value. */
public final class ConversionDefinition {

  /** The currency of what names none. */
  public static final String NO_CURRENCY = "";

  private final String id;
  private final String name;
  private final EventCondition condition;
  private final Optional<EventField> value;
  private final Optional<EventField> currency;

  private ConversionDefinition(String id, JsonFields fields) throws InvalidDefinition {
    this.id = id;
    this.name = fields.text("name");
    this.condition = PqlCondition.parse(fields);
    this.value = EventField.numberIfAny(fields, "value");
    this.currency = EventField.textIfAny(fields, "currency");
    fields.refuseUnknown();
  }

  /** Reads the body of a definition. */
  public static ConversionDefinition parse(String id, String body) throws InvalidDefinition {
    return new ConversionDefinition(id, JsonFields.parse(body));
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

  /** The conversion that an event is, if it is one. */
  Optional<Conversion> conversion(Occurrence event) {
    JsonNode document = event.document();
    if (!condition.holds(document, event.timestamp())) {
      return Optional.empty();
    }
    return Optional.of(
        new Conversion(
            id,
            event.timestamp(),
            event.id(),
            value.map(field -> field.micros(document)).orElse(0L),
            currency.flatMap(field -> field.text(document)).orElse(NO_CURRENCY)));
  }
}
