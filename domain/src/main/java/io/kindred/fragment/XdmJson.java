/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.fragment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON as profiles hold it: decimal fractions are exact and keep their zeros, so that a value comes
 * out as it went in.
 */
public final class XdmJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private XdmJson() {}

  /** Reads JSON that ingest accepted, or this room wrote. */
  public static JsonNode read(ByteBuffer utf8) {
    try {
      return utf8.hasArray()
          ? MAPPER.readTree(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining())
          : MAPPER.readTree(new ByteBufferBackedInputStream(utf8.duplicate()));
    } catch (IOException e) {
      throw new UncheckedIOException("what was accepted is not JSON", e);
    }
  }

  /** Reads JSON that this room wrote. */
  public static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a profile holds what is not JSON", e);
    }
  }

  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ByteBuffer toUtf8(JsonNode node) {
    try {
      return ByteBuffer.wrap(MAPPER.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The same value with the fields of every object in the order of their names. */
  public static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      return object().setAll(fields);
    }
    if (node.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(item -> items.add(sorted(item)));
      return items;
    }
    return node;
  }
}
