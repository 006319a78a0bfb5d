/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Random profiles and events, of fields that {@link RandomSyntax} asks for. */
final class RandomValues {

  static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  private static final List<String> FIELDS =
      List.of("a", "b", "x", "orders", "count", "sum", "and", "a b", "like", "this", "@id");

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  JsonNode profile() {
    return object(3);
  }

  JsonNode event() {
    return object(2).put("timestamp", instant());
  }

  private String instant() {
    return Instant.ofEpochMilli(NOW - random.nextInt(100) * 3_600_000L).toString();
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String field : FIELDS) {
      if (random.nextBoolean()) {
        object.set(field, value(depth - 1));
      }
    }
    return object;
  }

  private JsonNode value(int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 6 : 9)) {
      case 0 -> nodes.numberNode(random.nextInt(3));
      case 1 -> nodes.numberNode(random.nextInt(4) / 2.0);
      case 2 -> nodes.textNode(random.nextBoolean() ? "x" : "xy");
      case 3 -> nodes.booleanNode(random.nextBoolean());
      case 4 -> nodes.textNode(random.nextBoolean() ? instant() : "2026-02-28");
      case 5 -> nodes.nullNode();
      case 6 -> object(depth);
      default -> array(depth);
    };
  }

  private ArrayNode array(int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int items = random.nextInt(3); items > 0; items--) {
      array.add(value(depth - 1));
    }
    return array;
  }
}
