/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Some fields of a document: all that is read of it. */
final class Projection {

  private final SortedMap<String, Projection> fields = new TreeMap<>();
  private boolean whole;

  /** Takes the field at the end of a path, and all in it; without a path, everything. */
  void add(List<String> path) {
    Projection at = this;
    for (String name : path) {
      at = at.fields.computeIfAbsent(name, none -> new Projection());
    }
    at.whole = true;
  }

  void addAll(Projection other) {
    whole |= other.whole;
    other.fields.forEach(
        (name, of) -> fields.computeIfAbsent(name, none -> new Projection()).addAll(of));
  }

  boolean isNothing() {
    return !whole && fields.isEmpty();
  }

  /** The document without anything else; paths through arrays lead into each item. */
  JsonNode of(JsonNode document) {
    if (whole) {
      return document;
    }
    if (document.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode(document.size());
      document.forEach(item -> items.add(of(item)));
      return items;
    }
    return document.isObject() ? fieldsOf(document) : document;
  }

  private JsonNode fieldsOf(JsonNode document) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Projection> field : fields.entrySet()) {
      JsonNode value = document.get(field.getKey());
      if (value != null) {
        kept.set(field.getKey(), field.getValue().of(value));
      }
    }
    return kept;
  }

  /** Equal projections are equal texts. */
  @Override
  public String toString() {
    return whole ? "*" : fields.toString();
  }
}
