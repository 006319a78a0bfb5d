/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something to be read off an event: a JSON Pointer into it, or the same for all. */
final class EventField {

  private static final int MICRO = 6;

  private final JsonNode constant;
  private final @Nullable JsonPointer pointer;

  private EventField(JsonNode constant) throws IllegalArgumentException {
    this.constant = constant;
    boolean points = constant.isTextual() && constant.textValue().startsWith("/");
    this.pointer = points ? JsonPointer.compile(constant.textValue()) : null;
  }

  /** Text, where a pointer begins with a slash. */
  static EventField text(JsonFields fields, String field) throws InvalidDefinition {
    fields.text(field);
    return new EventField(fields.node().get(field));
  }

  static Optional<EventField> textIfAny(JsonFields fields, String field) throws InvalidDefinition {
    return fields.has(field) ? Optional.of(text(fields, field)) : Optional.empty();
  }

  /** A number or a pointer to one. */
  static Optional<EventField> numberIfAny(JsonFields fields, String field)
      throws InvalidDefinition {
    if (!fields.has(field)) {
      return Optional.empty();
    }
    EventField read = new EventField(fields.node().get(field));
    if (read.pointer == null && !read.constant.isNumber()) {
      throw fields.refusal(field, "a number, or a JSON Pointer such as \"/commerce/order/total\"");
    }
    return Optional.of(read);
  }

  Optional<String> text(JsonNode event) {
    JsonNode found = found(event);
    return found.isValueNode() && !found.isNull() && !found.asText().isBlank()
        ? Optional.of(found.asText().strip())
        : Optional.empty();
  }

  /** In millionths; what is no number, or none that fits, is nothing. */
  long micros(JsonNode event) {
    JsonNode found = found(event);
    try {
      BigDecimal number =
          found.isNumber() ? found.decimalValue() : new BigDecimal(found.asText().strip());
      return Math.abs((long) number.scale()) > Long.SIZE
          ? 0
          : number.movePointRight(MICRO).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return 0;
    }
  }

  private JsonNode found(JsonNode event) {
    return pointer == null ? constant : event.at(pointer);
  }
}
