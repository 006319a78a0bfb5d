/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of {@code pql/json}, and its pointer. */
record JsonPlace(String pointer, JsonNode node) {

  Place at() {
    JsonNode type = node.path("nodeType");
    String found = node.isValueNode() ? node.asText() : type.asText(node.isObject() ? "{}" : "[]");
    return Place.in(pointer, node.isMissingNode() ? "nothing" : found);
  }

  /** Text that must be there. */
  String text(String field) {
    JsonNode text = node.path(field);
    if (!text.isTextual()) {
      throw PqlProblem.found(at(), "an object with a text as its " + field);
    }
    return text.textValue();
  }

  /** A whole number that must be there. */
  int number(String field, int least, int most) {
    JsonNode number = node.path(field);
    if (!number.canConvertToInt() || number.intValue() < least || number.intValue() > most) {
      throw PqlProblem.found(
          at(), "a whole number from %d to %d as its %s".formatted(least, most, field));
    }
    return number.intValue();
  }

  JsonPlace child(String field) {
    return new JsonPlace(pointer + "/" + field, node.path(field));
  }

  Optional<JsonPlace> childIfAny(String field) {
    return node.hasNonNull(field) ? Optional.of(child(field)) : Optional.empty();
  }

  /** The nodes of an array; none where there is no such field. */
  List<JsonPlace> children(String field) {
    List<JsonPlace> children = new ArrayList<>();
    for (JsonNode child : node.path(field)) {
      children.add(new JsonPlace(pointer + "/" + field + "/" + children.size(), child));
    }
    return children;
  }

  /** Whether it is of this type and a field has this value. */
  boolean is(String type, String field, String value) {
    return node.path("nodeType").asText().equals(type) && node.path(field).asText().equals(value);
  }
}
