/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.definition;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read field by field. Each reader says where it stands, what it found and what it
 * expected; {@link #refuseUnknown} catches the misspelt ones.
 */
public final class JsonFields {

  /** Refuses trailing text and a field that is given twice. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final int FOUND_LENGTH_MAX = 80;

  private final String path;
  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();

  private JsonFields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  /** Reads a JSON object from text. */
  public static JsonFields parse(String json) throws InvalidDefinition {
    try {
      JsonNode node = STRICT.readTree(json);
      if (node.isMissingNode()) {
        throw InvalidDefinition.at("", "nothing", "an object");
      }
      return of("", node);
    } catch (JsonProcessingException e) {
      // Where one of the parser's limits bites, it gives no location.
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new InvalidDefinition(where + "not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Takes a node that stands at {@code path}, a JSON Pointer, and must be an object. */
  public static JsonFields of(String path, JsonNode node) throws InvalidDefinition {
    if (!node.isObject()) {
      throw InvalidDefinition.at(path, found(node), "an object");
    }
    return new JsonFields(path, node);
  }

  /** Where this object stands, as a JSON Pointer. */
  public String path() {
    return path;
  }

  public JsonNode node() {
    return object;
  }

  public boolean has(String field) {
    known.add(field);
    return object.hasNonNull(field);
  }

  /** Text that is not blank. */
  public String text(String field) throws InvalidDefinition {
    JsonNode node = get(field);
    if (node == null || !node.isTextual() || node.textValue().isBlank()) {
      throw refusal(field, "text that is not blank");
    }
    return node.textValue();
  }

  public Optional<String> textIfAny(String field) throws InvalidDefinition {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  public boolean flag(String field, boolean otherwise) throws InvalidDefinition {
    JsonNode node = get(field);
    if (node == null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw refusal(field, "true or false");
    }
    return node.booleanValue();
  }

  /** A whole number from {@code min} to {@code max}. */
  public int integer(String field, int min, int max, int otherwise) throws InvalidDefinition {
    JsonNode node = get(field);
    if (node == null) {
      return otherwise;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < min
        || node.intValue() > max) {
      throw refusal(field, "a whole number from " + min + " to " + max);
    }
    return node.intValue();
  }

  /** One of an enum's names, in any case. */
  public <E extends Enum<E>> E oneOf(String field, Class<E> type) throws InvalidDefinition {
    String text = text(field);
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw refusal(field, "one of " + List.of(type.getEnumConstants()));
  }

  /** An ISO 8601 date and time with an offset, as milliseconds since the epoch. */
  public long instant(String field) throws InvalidDefinition {
    try {
      return OffsetDateTime.parse(text(field)).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw refusal(field, "an ISO 8601 instant such as 2026-01-31T12:00:00Z");
    }
  }

  /** A time zone by its IANA name; UTC where the field is absent. */
  public ZoneId timeZone(String field) throws InvalidDefinition {
    return has(field) ? TimeZoneName.read(text(field), at(field)) : TimeZoneName.DEFAULT;
  }

  public JsonFields object(String field) throws InvalidDefinition {
    JsonNode node = get(field);
    if (node == null) {
      throw refusal(field, "an object");
    }
    return of(at(field), node);
  }

  /** The nodes of an array; none where the field is absent. */
  public List<JsonNode> items(String field) throws InvalidDefinition {
    JsonNode node = get(field);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw refusal(field, "an array");
    }
    List<JsonNode> items = new ArrayList<>();
    node.forEach(items::add);
    return items;
  }

  /** The objects of an array; none where the field is absent. */
  public List<JsonFields> objects(String field) throws InvalidDefinition {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode item : items(field)) {
      objects.add(of(at(field) + "/" + objects.size(), item));
    }
    return objects;
  }

  /** The texts of an array; none where the field is absent. */
  public List<String> texts(String field) throws InvalidDefinition {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(field)) {
      if (!item.isTextual()) {
        throw InvalidDefinition.at(at(field) + "/" + texts.size(), found(item), "text");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** To be called last: a field that nobody asked for is misspelt. */
  public void refuseUnknown() throws InvalidDefinition {
    for (var names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new InvalidDefinition(at(name) + ": unknown field; known are " + known);
      }
    }
  }

  /** The refusal of a field's value as it stands. */
  public InvalidDefinition refusal(String field, String expected) {
    JsonNode node = object.get(field);
    return node == null
        ? new InvalidDefinition(at(field) + ": missing; expected " + expected)
        : InvalidDefinition.at(at(field), found(node), expected);
  }

  private String at(String field) {
    return path + "/" + field.replace("~", "~0").replace("/", "~1");
  }

  private @Nullable JsonNode get(String field) {
    known.add(field);
    JsonNode node = object.get(field);
    return node == null || node.getNodeType() == JsonNodeType.NULL ? null : node;
  }

  private static String found(JsonNode node) {
    String text = node.toString();
    return text.length() <= FOUND_LENGTH_MAX ? text : text.substring(0, FOUND_LENGTH_MAX) + "…";
  }
}
