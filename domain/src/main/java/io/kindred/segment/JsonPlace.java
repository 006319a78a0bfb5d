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

  /** A name that must be there, of something to be spoken of by it. */
  String name(String field) {
    String name = text(field);
    if (!TextWriter.isName(name)) {
      throw PqlProblem.found(child(field).at(), "a name: letters, digits, _ and no keyword");
    }
    return name;
  }

  /** A whole number that must be there. */
  int number(String field, int least, int most) {
    return (int) wholeNumber(field, least, most);
  }

  /** The same of a wider range. */
  long wholeNumber(String field, long least, long most) {
    JsonNode number = node.path(field);
    boolean whole = number.isIntegralNumber() && number.canConvertToLong();
    if (!whole || number.longValue() < least || number.longValue() > most) {
      throw PqlProblem.found(
          at(), "a whole number from %d to %d as its %s".formatted(least, most, field));
    }
    return number.longValue();
  }

  JsonPlace child(String field) {
    String token = field.replace("~", "~0").replace("/", "~1");
    return new JsonPlace(pointer + "/" + token, node.path(field));
  }

  Optional<JsonPlace> childIfAny(String field) {
    return node.hasNonNull(field) ? Optional.of(child(field)) : Optional.empty();
  }

  /** The nodes of an array that must be there. */
  List<JsonPlace> children(String field) {
    JsonPlace array = child(field);
    if (!array.node().isArray()) {
      throw PqlProblem.found(array.at(), "an array");
    }
    List<JsonPlace> children = new ArrayList<>();
    for (JsonNode child : array.node()) {
      children.add(new JsonPlace(array.pointer() + "/" + children.size(), child));
    }
    return children;
  }

  /** The same; none where there is no such field. */
  List<JsonPlace> childrenIfAny(String field) {
    return childIfAny(field).map(array -> children(field)).orElse(List.of());
  }

  /** Whether it is of this type and a field has this value. */
  boolean is(String type, String field, String value) {
    return node.path("nodeType").asText().equals(type) && node.path(field).asText().equals(value);
  }
}
