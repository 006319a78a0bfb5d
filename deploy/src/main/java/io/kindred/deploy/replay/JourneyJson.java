/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyTouch;
import io.kindred.journey.flink.JourneyHolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The journeys that stand at the end of a run, by id. */
final class JourneyJson {

  private static final double MICROS = 1e6;

  private JourneyJson() {}

  /** Of all that was told of them. */
  static List<ObjectNode> standing(Collection<JourneyRevision> told) {
    SortedMap<String, Map<String, JourneyRevision>> words = new TreeMap<>();
    for (JourneyRevision word : told) {
      Map<String, JourneyRevision> ofOne =
          words.computeIfAbsent(word.getId(), id -> new TreeMap<>());
      Optional<JourneyRevision> last = Optional.ofNullable(ofOne.get(word.getProfileId()));
      if (JourneyHolder.supersedes(word, last)) {
        ofOne.put(word.getProfileId(), word);
      }
    }
    List<ObjectNode> standing = new ArrayList<>();
    for (Map<String, JourneyRevision> ofOne : words.values()) {
      JourneyHolder.of(ofOne.values()).map(JourneyJson::json).ifPresent(standing::add);
    }
    return standing;
  }

  private static ObjectNode json(JourneyRevision word) {
    JourneyFacts facts = word.getJourney();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", word.getId())
            .put("profileId", word.getProfileId())
            .put("conversion", word.getConversion())
            .put("converted", facts.getConverted())
            .put("time", Instant.ofEpochMilli(facts.getTime()).toString())
            .put("value", facts.getValue() / MICROS)
            .put("currency", facts.getCurrency());
    ArrayNode touches = json.putArray("touches");
    facts.getTouches().forEach(touch -> touches.add(json(touch)));
    ObjectNode costs = json.putObject("costs");
    facts.getCosts().forEach(cost -> costs.put(cost.getChannel(), cost.getCost() / MICROS));
    return json;
  }

  private static ObjectNode json(JourneyTouch touch) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", Instant.ofEpochMilli(touch.getTimestamp()).toString())
        .put("eventId", touch.getEventId())
        .put("channel", touch.getChannel())
        .put("campaign", touch.getCampaign())
        .put("cost", touch.getCost() / MICROS);
  }
}
