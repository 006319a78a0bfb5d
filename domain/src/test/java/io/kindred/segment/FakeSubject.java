/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A profile on maps: whole entities by the moment from which they hold, and events. */
final class FakeSubject implements Subject {

  static final JsonNode NOTHING = json("{}");

  private final NavigableMap<Long, JsonNode> entities = new TreeMap<>();
  private final List<Occurrence> events = new ArrayList<>();

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  FakeSubject entity(long from, String json) {
    return entity(from, json(json));
  }

  FakeSubject entity(long from, JsonNode entity) {
    entities.put(from, entity);
    return this;
  }

  /** An event, which also says its timestamp as XDM does. */
  FakeSubject event(long timestamp, String json) {
    ObjectNode document = (ObjectNode) json(json);
    document.put("timestamp", Instant.ofEpochMilli(timestamp).toString());
    return event(new Occurrence(timestamp, "e" + events.size(), document));
  }

  FakeSubject event(Occurrence event) {
    events.add(event);
    events.sort(Comparator.comparingLong(Occurrence::timestamp).thenComparing(Occurrence::id));
    return this;
  }

  /** The other, which then has the attributes of this one, too. */
  FakeSubject copyAttributesTo(FakeSubject other) {
    other.entities.putAll(entities);
    return other;
  }

  @Override
  public At attributes(long t) {
    var entry = entities.floorEntry(t);
    Long next = entities.higherKey(t);
    long until = next == null ? Long.MAX_VALUE : next - 1;
    return entry == null
        ? new At(NOTHING, Long.MIN_VALUE, until)
        : new At(entry.getValue(), entry.getKey(), until);
  }

  @Override
  public List<Occurrence> events() {
    return List.copyOf(events);
  }

  @Override
  public long earliest() {
    return Math.min(
        events.isEmpty() ? Long.MAX_VALUE : events.get(0).timestamp(),
        entities.isEmpty() ? Long.MAX_VALUE : entities.firstKey());
  }

  @Override
  public long latest() {
    return Math.max(
        events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).timestamp(),
        entities.isEmpty() ? Long.MIN_VALUE : entities.lastKey());
  }

  /** The same facts as far as they have happened by {@code t}. */
  FakeSubject upTo(long t) {
    FakeSubject subject = new FakeSubject();
    subject.entities.putAll(entities.headMap(t, true));
    events.stream().filter(e -> e.timestamp() <= t).forEach(subject.events::add);
    return subject;
  }
}
