/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which fields there are, from JSON schemas. The fields of an array are those of its items, as a
 * path maps over them.
 */
public final class Fields {

  /** Nothing is known: every field may be there. */
  public static final Fields OPEN = new Fields(Map.of(), true, Kind.ANY);

  private final Map<String, Fields> byName;
  private final boolean open;
  private final Kind kind;

  private Fields(Map<String, Fields> byName, boolean open, Kind kind) {
    this.byName = byName;
    this.open = open;
    this.kind = kind;
  }

  /** Of one schema: what has no {@code properties} may have any. */
  public static Fields of(JsonNode schema) {
    if (schema.path("items").isObject()) {
      Fields items = of(schema.path("items"));
      return new Fields(items.byName, items.open, Kind.ANY);
    }
    JsonNode properties = schema.path("properties");
    if (!properties.isObject()) {
      return new Fields(Map.of(), true, kind(schema));
    }
    Map<String, Fields> byName = new TreeMap<>();
    properties.fieldNames().forEachRemaining(name -> byName.put(name, of(properties.path(name))));
    return new Fields(byName, schema.path("additionalProperties").asBoolean(false), Kind.ANY);
  }

  private static Kind kind(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "string" -> schema.has("format") ? Kind.ANY : Kind.TEXT;
      case "integer", "number" -> Kind.NUMBER;
      case "boolean" -> Kind.BOOLEAN;
      default -> Kind.ANY;
    };
  }

  /** What this or the other has. */
  public Fields or(Fields other) {
    Map<String, Fields> both = new TreeMap<>(byName);
    other.byName.forEach((name, fields) -> both.merge(name, fields, Fields::or));
    return new Fields(both, open || other.open, kind == other.kind ? kind : Kind.ANY);
  }

  /** Those of a field; nothing where there is no such field. */
  Optional<Fields> field(String name) {
    Fields fields = byName.get(name);
    return fields == null && open ? Optional.of(OPEN) : Optional.ofNullable(fields);
  }

  Kind kind() {
    return kind;
  }

  /** The name that is most like another. */
  Optional<String> nearest(String name) {
    return Nearest.to(name, byName.keySet());
  }
}
