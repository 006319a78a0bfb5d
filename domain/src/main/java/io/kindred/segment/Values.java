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
  static JsonNode field(JsonNode of, String name, Gaps gaps) {
    if (of.isObject()) {
      return value(of.get(name));
    }
    return of.isArray()
        ? map(of, item -> field(item, name, gaps), gaps)
        : MissingNode.getInstance();
  }

  /** Adds one value, or those of an array; what is missing adds nothing. */
  static void addTo(ArrayNode values, JsonNode value) {
    addTo(values, value, Gaps.LEFT_OUT);
  }

  private static void addTo(ArrayNode values, JsonNode value, Gaps gaps) {
    if (value.isArray()) {
      value.forEach(item -> addTo(values, item, gaps));
    } else if (!value.isMissingNode() && !value.isNull()) {
      values.add(value);
    } else if (gaps == Gaps.KEPT) {
      values.add(MissingNode.getInstance());
    }
  }

  /** An array without the missing nodes in it, and anything else as it is. */
  static JsonNode withoutGaps(JsonNode value) {
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      if (value.get(i).isMissingNode()) {
        return map(value, item -> item, Gaps.LEFT_OUT);
      }
    }
    return value;
  }

  static JsonNode calculate(Arithmetic operation, JsonNode left, JsonNode right, Gaps gaps) {
    if (left.isArray() && right.isArray()) {
      return MissingNode.getInstance();
    }
    if (left.isArray()) {
      return map(left, item -> calculate(operation, item, right, gaps), gaps);
    }
    if (right.isArray()) {
      return map(right, item -> calculate(operation, left, item, gaps), gaps);
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
              left.isObject() ? value(left.get(name)) : left,
              right.isObject() ? value(right.get(name)) : right,
              Gaps.LEFT_OUT);
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
  static JsonNode each(JsonNode value, UnaryOperator<JsonNode> function, Gaps gaps) {
    return value.isArray() ? map(value, function, gaps) : function.apply(value);
  }

  private static JsonNode map(JsonNode array, UnaryOperator<JsonNode> function, Gaps gaps) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode(array.size());
    for (int i = 0; i < array.size(); i++) {
      addTo(values, function.apply(array.get(i)), gaps);
    }
    return values;
  }
}
