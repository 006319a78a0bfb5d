/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.segment.Evaluation.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads what an expression is evaluated on: from files, or from one line of JSON. */
final class Givens {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Givens() {}

  static JsonNode json(Path file) throws IOException, InvalidDefinition {
    return json(Files.readString(file), file.toString());
  }

  static JsonNode json(String text, String where) throws InvalidDefinition {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidDefinition(where + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A tree of {@code pql/json} that stands in a text; missing where it is another text. */
  static JsonNode tree(String text) {
    try {
      JsonNode tree = text.startsWith("{") ? MAPPER.readTree(text) : MissingNode.getInstance();
      return tree.has("nodeType") ? tree : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Events in an array, or one after the other. */
  static List<JsonNode> events(Path file) throws IOException, InvalidDefinition {
    try (MappingIterator<JsonNode> documents =
        MAPPER.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      return items(documents.readAll());
    } catch (JsonProcessingException e) {
      throw new InvalidDefinition(file + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static List<JsonNode> items(List<JsonNode> documents) {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode document : documents) {
      if (document.isArray()) {
        document.forEach(items::add);
      } else {
        items.add(document);
      }
    }
    return items;
  }

  /** An instant in ISO 8601, a date, or milliseconds. */
  static long instant(String text) throws InvalidDefinition {
    try {
      if (text.matches("-?\\d+")) {
        return Long.parseLong(text);
      }
      return text.length() <= "2026-01-31".length()
          ? Instant.parse(text + "T00:00:00Z").toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | NumberFormatException e) {
      throw new InvalidDefinition(
          "now: \"" + text + "\" is not an instant such as 2026-01-31T12:00:00Z", e);
    }
  }

  /** As a line of many says, with an instant for those that say none. */
  static Given of(JsonNode line, long now) throws InvalidDefinition {
    Map<String, JsonNode> bindings = new HashMap<>();
    line.path("bind").properties().forEach(e -> bindings.put(e.getKey(), e.getValue()));
    JsonNode at = line.path("now");
    boolean isSet = !at.isMissingNode() && !at.isNull();
    return new Given(
        line.hasNonNull("profile") ? line.path("profile") : MissingNode.getInstance(),
        items(line.hasNonNull("events") ? List.of(line.path("events")) : List.of()),
        isSet ? instant(at.asText()) : now,
        bindings,
        ids(line.path("memberships")));
  }

  /** The one a line names, if it does. */
  static ZoneId timeZone(JsonNode line, ZoneId otherwise) throws InvalidDefinition {
    return line.hasNonNull("timeZone") ? JsonFields.of("", line).timeZone("timeZone") : otherwise;
  }

  private static Set<String> ids(JsonNode memberships) {
    Set<String> ids = new TreeSet<>();
    memberships.forEach(id -> ids.add(id.asText()));
    return ids;
  }
}
