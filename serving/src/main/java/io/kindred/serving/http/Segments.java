/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Definition;
import io.kindred.avro.SegmentCount;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live counts, each with its definition. A segment that is defined and not yet counted has no
 * members field: nobody knows, which is not none.
 */
final class Segments {

  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
  private static final String SEGMENT_KEYS = "segment/";

  private final ProfileStore store;

  Segments(ProfileStore store) {
    this.store = store;
  }

  Answer list(Request request, List<String> none) {
    SortedMap<String, ObjectNode> byId = new TreeMap<>();
    for (Definition definition : store.scan(Table.DEFINITIONS, SEGMENT_KEYS)) {
      define(segment(byId, definition.getId()), definition);
    }
    for (SegmentCount count : store.scan(Table.SEGMENT_COUNTS, "")) {
      count(segment(byId, count.getSegmentId()), count);
    }
    ObjectNode answer = Json.object();
    ArrayNode segments = answer.putArray("segments");
    byId.values().forEach(segments::add);
    return Answer.json(200, answer);
  }

  /** The counts alone. */
  Answer counts(Request request, List<String> none) {
    ObjectNode answer = Json.object();
    ArrayNode counts = answer.putArray("counts");
    counts().values().forEach(counts::add);
    return Answer.json(200, answer);
  }

  /** The counts by segment. */
  SortedMap<String, ObjectNode> counts() {
    SortedMap<String, ObjectNode> byId = new TreeMap<>();
    for (SegmentCount count : store.scan(Table.SEGMENT_COUNTS, "")) {
      count(segment(byId, count.getSegmentId()), count);
    }
    return byId;
  }

  private static ObjectNode segment(SortedMap<String, ObjectNode> byId, String id) {
    return byId.computeIfAbsent(id, key -> Json.object().put("id", key));
  }

  private static void define(ObjectNode segment, Definition definition) {
    try {
      JsonNode body = Json.parse(definition.getBody());
      segment.set("name", body.path("name"));
      segment.set("expression", body.path("expression"));
    } catch (JsonProcessingException e) {
      LOG.warn("the definition of segment {} is not JSON", definition.getId(), e);
    }
  }

  private static void count(ObjectNode segment, SegmentCount count) {
    segment.put("members", count.getMembers());
    segment.put("progress", count.getProgress());
    segment
        .putObject("entered")
        .put("lastMinute", count.getEnteredLastMinute())
        .put("lastHour", count.getEnteredLastHour())
        .put("lastDay", count.getEnteredLastDay());
    segment
        .putObject("exited")
        .put("lastMinute", count.getExitedLastMinute())
        .put("lastHour", count.getExitedLastHour())
        .put("lastDay", count.getExitedLastDay());
    segment.put("asOf", Json.time(count.getAsOf()));
  }
}
