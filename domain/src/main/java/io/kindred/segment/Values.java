/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is done with values that may be arrays: each item gives its own. */
final class Values {

  private Values() {}

  /** As given from outside, where null is missing. */
  static JsonNode value(@Nullable JsonNode given) {
    return given == null || given.isNull() ? MissingNode.getInstance() : given;
  }

  /** A field of an object, or of each object of an array; null is missing. */
  static JsonNode field(JsonNode of, String name) {
    if (of.isObject()) {
      return value(of.get(name));
    }
    return of.isArray() ? map(of, item -> field(item, name)) : MissingNode.getInstance();
  }

  /** Adds one value, or those of an array; what is missing adds nothing. */
  static void addTo(ArrayNode values, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> addTo(values, item));
    } else if (!value.isMissingNode() && !value.isNull()) {
      values.add(value);
    }
  }

  static JsonNode calculate(Arithmetic operation, JsonNode left, JsonNode right) {
    if (left.isArray() && right.isArray()) {
      return MissingNode.getInstance();
    }
    if (left.isArray()) {
      return map(left, item -> calculate(operation, item, right));
    }
    if (right.isArray()) {
      return map(right, item -> calculate(operation, left, item));
    }
    return left.isObject() || right.isObject()
        ? byKey(operation, left, right)
        : operation.of(left, right);
  }

  /** A map and a map key by key, a map and a number value by value; only what can be. */
  private static JsonNode byKey(Arithmetic operation, JsonNode left, JsonNode right) {
    if (left.isMissingNode() || right.isMissingNode()) {
      return MissingNode.getInstance();
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    JsonNode keys = left.isObject() ? left : right;
    for (var names = keys.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode value =
          calculate(
              operation,
              left.isObject() ? field(left, name) : left,
              right.isObject() ? field(right, name) : right);
      if (!value.isMissingNode()) {
        result.set(name, value);
      }
    }
    return result;
  }

  /** Adds one value as it is, also an array; what is missing adds nothing. */
  static void addWhole(ArrayNode values, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      values.add(value);
    }
  }

  /** What the function makes of a value, or of each of an array. */
  static JsonNode each(JsonNode value, UnaryOperator<JsonNode> function) {
    return value.isArray() ? map(value, function) : function.apply(value);
  }

  private static JsonNode map(JsonNode array, UnaryOperator<JsonNode> function) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode(array.size());
    for (int i = 0; i < array.size(); i++) {
      addTo(values, function.apply(array.get(i)));
    }
    return values;
  }
}
