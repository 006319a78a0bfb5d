/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The items of a selection, as an array or a map. */
final class SelectionValues implements Selection.Cases<JsonNode> {

  private final Interpreter interpreter;
  private final Slots slots;
  private final Walker walker;

  SelectionValues(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.slots = interpreter.slots();
    this.walker = interpreter.walker();
  }

  @Override
  public JsonNode list(Selection.ListOf list) {
    ArrayNode values = array();
    list.parts().forEach(part -> Values.addWhole(values, interpreter.value(part)));
    return values;
  }

  @Override
  public JsonNode events(Selection.Events events) {
    return collect(events);
  }

  @Override
  public JsonNode filter(Selection.Filter filter) {
    return collect(filter);
  }

  private JsonNode collect(Expression selection) {
    ArrayNode items = array();
    int slot = Walker.slotOf(selection);
    walker.each(selection, slot, false, () -> items.add(slots.item(slot)) != null);
    return items;
  }

  @Override
  public JsonNode mapped(Selection.Mapped mapped) {
    return mapped.map() ? map(mapped) : array(mapped);
  }

  private JsonNode array(Selection.Mapped mapped) {
    ArrayNode values = array();
    each(
        mapped,
        () -> {
          Values.addWhole(values, interpreter.value(mapped.what()));
          return true;
        });
    return values;
  }

  private JsonNode map(Selection.Mapped mapped) {
    ObjectNode map = object();
    each(mapped, () -> map.setAll((ObjectNode) interpreter.value(mapped.what())) != null);
    return map;
  }

  private void each(Selection.Mapped mapped, Walker.Step step) {
    if (mapped.key().isPresent()) {
      walker.eachEntry(mapped.of(), mapped.key().get(), mapped.slot(), step);
    } else {
      walker.each(mapped.of(), mapped.slot(), false, step);
    }
  }

  @Override
  public JsonNode grouped(Selection.Grouped grouped) {
    Map<String, ArrayNode> groups = new LinkedHashMap<>();
    walker.each(
        grouped.of(),
        grouped.slot(),
        false,
        () -> {
          JsonNode item = slots.item(grouped.slot());
          for (String key : keys(interpreter.value(grouped.by()))) {
            groups.computeIfAbsent(key, k -> array()).add(item);
          }
          return true;
        });
    return object().setAll(groups);
  }

  /** The groups an item belongs to: it may have several values to be grouped by, or none. */
  private static Set<String> keys(JsonNode by) {
    ArrayNode values = array();
    Values.addTo(values, by);
    Set<String> keys = new LinkedHashSet<>();
    values.forEach(value -> keys.add(value.isValueNode() ? value.asText() : value.toString()));
    return keys;
  }

  /** An item and what it is ranked by. */
  private record Rank(JsonNode item, JsonNode by) {}

  @Override
  public JsonNode ranked(Selection.Ranked ranked) {
    List<Rank> ranks = new ArrayList<>();
    walker.each(
        ranked.of(),
        ranked.slot(),
        false,
        () -> {
          JsonNode by = interpreter.value(ranked.by());
          if (by.isNumber() || by.isTextual()) {
            ranks.add(new Rank(slots.item(ranked.slot()), by));
          }
          return true;
        });
    Comparator<Rank> order = Comparator.comparing(Rank::by, Comparison::rank);
    ranks.sort(ranked.greatest() ? order.reversed() : order);
    ArrayNode items = array();
    ranks.stream().limit(ranked.most()).forEach(rank -> items.add(rank.item()));
    return items;
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
