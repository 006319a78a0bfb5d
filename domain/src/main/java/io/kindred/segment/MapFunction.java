/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Functions of maps, which are JSON objects. */
enum MapFunction implements ValueFunction {
  GET(Kind.ANY) {
    @Override
    public JsonNode of(List<JsonNode> arguments) {
      JsonNode key = arguments.get(1);
      return key.isValueNode()
          ? Values.field(arguments.get(0), key.asText(), Gaps.LEFT_OUT)
          : MissingNode.getInstance();
    }
  },
  KEYS(Kind.ARRAY) {
    @Override
    public JsonNode of(List<JsonNode> arguments) {
      ArrayNode keys = JsonNodeFactory.instance.arrayNode();
      eachMap(arguments.get(0), map -> map.fieldNames().forEachRemaining(keys::add));
      return keys;
    }
  },
  VALUES(Kind.ARRAY) {
    @Override
    public JsonNode of(List<JsonNode> arguments) {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      eachMap(arguments.get(0), map -> map.forEach(value -> Values.addWhole(values, value)));
      return values;
    }
  },
  /** A map of one entry. */
  ENTRY(Kind.MAP) {
    @Override
    public JsonNode of(List<JsonNode> arguments) {
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      if (arguments.get(0).isValueNode() && !arguments.get(1).isMissingNode()) {
        map.set(arguments.get(0).asText(), arguments.get(1));
      }
      return map;
    }
  };

  private final Kind kind;

  MapFunction(Kind kind) {
    this.kind = kind;
  }

  /** The map, or each of an array. */
  private static void eachMap(JsonNode of, Consumer<JsonNode> step) {
    if (of.isArray()) {
      of.forEach(item -> eachMap(item, step));
    } else if (of.isObject()) {
      step.accept(of);
    }
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
