/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes how a moment occurs as {@code pql/json}. */
final class JsonOccurrences {

  private final JsonTreeWriter writer;

  JsonOccurrences(JsonTreeWriter writer) {
    this.writer = writer;
  }

  ObjectNode write(Occurrence how, ObjectNode node) {
    if (how instanceof Occurrence.Within within) {
      node.put("comparison", within.comparison().symbol());
      node.put("amount", within.amount());
      node.put("unit", within.unit().singular());
      return time(node, within.direction(), within.time());
    }
    if (how instanceof Occurrence.Beside beside) {
      return time(node, beside.before() ? "before" : "after", beside.time());
    }
    if (how instanceof Occurrence.Between between) {
      node.put("direction", "between");
      node.set("time", writer.of(between.from()));
      JsonNode to = writer.of(between.to());
      return node.set("to", to);
    }
    return time(node, "on", ((Occurrence.On) how).time());
  }

  private ObjectNode time(ObjectNode node, String direction, Syntax time) {
    JsonNode moment = writer.of(time);
    return node.put("direction", direction).set("time", moment);
  }
}
