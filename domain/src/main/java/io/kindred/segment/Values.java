/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.function.UnaryOperator;

/** What is done with values that may be arrays: each item gives its own. */
final class Values {

  private Values() {}

  /** A field of an object, or of each object of an array; null is missing. */
  static JsonNode field(JsonNode of, String name) {
    if (of.isObject()) {
      JsonNode value = of.get(name);
      return value == null || value.isNull() ? MissingNode.getInstance() : value;
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
      return map(left, item -> operation.of(item, right));
    }
    return right.isArray()
        ? map(right, item -> operation.of(left, item))
        : operation.of(left, right);
  }

  private static JsonNode map(JsonNode array, UnaryOperator<JsonNode> function) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode(array.size());
    for (int i = 0; i < array.size(); i++) {
      addTo(values, function.apply(array.get(i)));
    }
    return values;
  }
}
