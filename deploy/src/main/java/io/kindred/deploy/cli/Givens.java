/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.segment.Evaluation;
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
import java.util.function.Predicate;

/** Reads what an expression is evaluated on: from files, or from one line of JSON. */
final class Givens {

  private static final String AN_OBJECT = "an object";
  private static final String AN_INSTANT = "an instant such as 2026-01-31T12:00:00Z";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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

  static JsonNode profile(Path file) throws IOException, InvalidDefinition {
    JsonNode profile = json(file);
    if (!profile.isObject()) {
      throw InvalidDefinition.at(file.toString(), profile, AN_OBJECT);
    }
    return profile;
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
  static long instant(String text, String where) throws InvalidDefinition {
    try {
      long instant = millis(text);
      if (-Evaluation.FURTHEST <= instant && instant <= Evaluation.FURTHEST) {
        return instant;
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw new InvalidDefinition(where + ": \"" + text + "\" is not " + AN_INSTANT, e);
    }
    throw InvalidDefinition.at(where, '"' + text + '"', "an instant up to the year 9999");
  }

  private static long millis(String text) {
    if (text.matches("-?\\d+")) {
      return Long.parseLong(text);
    }
    return text.length() <= "2026-01-31".length()
        ? Instant.parse(text + "T00:00:00Z").toEpochMilli()
        : OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }

  /** As a line of many says, with an instant for those that say none. */
  static Given of(JsonNode line, long now) throws InvalidDefinition {
    Map<String, JsonNode> bindings = new HashMap<>();
    field(line, "bind", JsonNode::isObject, AN_OBJECT)
        .properties()
        .forEach(e -> bindings.put(e.getKey(), e.getValue()));
    List<JsonNode> events = new ArrayList<>();
    field(line, "events", JsonNode::isArray, "an array of objects").forEach(events::add);
    requireEach("/events", events, JsonNode::isObject, AN_OBJECT);
    return new Given(
        field(line, "profile", JsonNode::isObject, AN_OBJECT),
        events,
        instant(line, now),
        bindings,
        ids(field(line, "memberships", JsonNode::isArray, "an array of texts")));
  }

  /** What a line says there; missing where it says nothing, or null. */
  private static JsonNode field(
      JsonNode line, String name, Predicate<JsonNode> fits, String expected)
      throws InvalidDefinition {
    JsonNode value = line.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return MissingNode.getInstance();
    }
    if (!fits.test(value)) {
      throw InvalidDefinition.at("/" + name, value, expected);
    }
    return value;
  }

  private static void requireEach(
      String path, Iterable<JsonNode> items, Predicate<JsonNode> fits, String expected)
      throws InvalidDefinition {
    int place = 0;
    for (JsonNode item : items) {
      if (!fits.test(item)) {
        throw InvalidDefinition.at(path + "/" + place, item, expected);
      }
      place++;
    }
  }

  private static long instant(JsonNode line, long otherwise) throws InvalidDefinition {
    JsonNode now =
        field(line, "now", at -> at.isTextual() || at.canConvertToExactIntegral(), AN_INSTANT);
    return now.isMissingNode() ? otherwise : instant(now.asText(), "/now");
  }

  /** The one a line names, if it does. */
  static ZoneId timeZone(JsonNode line, ZoneId otherwise) throws InvalidDefinition {
    return line.hasNonNull("timeZone") ? JsonFields.of("", line).timeZone("timeZone") : otherwise;
  }

  private static Set<String> ids(JsonNode memberships) throws InvalidDefinition {
    requireEach("/memberships", memberships, JsonNode::isTextual, "text");
    Set<String> ids = new TreeSet<>();
    memberships.forEach(id -> ids.add(id.asText()));
    return ids;
  }
}
