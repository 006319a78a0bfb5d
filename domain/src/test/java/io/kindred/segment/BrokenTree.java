/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Trees in which something is missing, of another type, or too much. */
final class BrokenTree {

  private static final List<String> SCRAPS =
      List.of(
          "null",
          "5",
          "-1",
          "1.5",
          "1e400",
          "99999999999",
          "\"\"",
          "\"x\"",
          "\"a b\"",
          "\"not\"",
          "\"this\"",
          "true",
          "[]",
          "{}",
          "[{}]",
          "{\"nodeType\": \"select\"}",
          "\"fnApply\"",
          "\"lambda\"",
          "\"filter\"",
          "\"exists\"",
          "\"literal\"",
          "\"List\"",
          "\"Timestamp\"",
          "\"and\"",
          "\"-\"",
          "\"if\"",
          "\"sum\"",
          "\"date\"",
          "\"like\"",
          "\"xEvent\"");

  private final Random random;

  BrokenTree(Random random) {
    this.random = random;
  }

  /** Another tree, broken at up to three places. */
  JsonNode of(JsonNode tree) {
    JsonNode other = tree.deepCopy();
    for (int breaks = 1 + random.nextInt(3); breaks > 0; breaks--) {
      List<JsonNode> containers = new ArrayList<>();
      collect(other, containers);
      JsonNode at = any(containers);
      if (at instanceof ObjectNode object && !object.isEmpty()) {
        damage(object, any(containers));
      } else if (at instanceof ArrayNode array) {
        damage(array, any(containers));
      }
    }
    return other;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void damage(ObjectNode object, JsonNode part) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = any(names);
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, part.deepCopy());
      default -> object.set(name, FakeSubject.json(any(SCRAPS)));
    }
  }

  private void damage(ArrayNode array, JsonNode part) {
    int at = array.isEmpty() ? 0 : random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.insert(at, part.deepCopy());
      case 1 -> array.insert(at, FakeSubject.json(any(SCRAPS)));
      default -> array.remove(at);
    }
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
