/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Profile;
import io.kindred.profile.ProfileJson;
import java.util.Collection;
import java.util.Comparator;

/**
 * What came of one scenario, as one line of JSON in which everything is sorted: two runs compare
 * equal.
 */
public record ReplayResult(String name, String json) {

  static ReplayResult of(
      String name, Collection<Profile> profiles, Collection<DeadLetter> deadLetters) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("name", name);
    ArrayNode profileNodes = result.putArray("profiles");
    profiles.stream()
        .sorted(Comparator.comparing(Profile::getProfileId))
        .forEach(profile -> profileNodes.add(ProfileJson.of(profile)));
    result.putArray("journeys");
    ArrayNode letterNodes = result.putArray("deadLetters");
    deadLetters.stream()
        .map(ReplayResult::json)
        .sorted(Comparator.comparing(ObjectNode::toString))
        .forEach(letterNodes::add);
    return new ReplayResult(name, result.toString());
  }

  private static ObjectNode json(DeadLetter letter) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reason", letter.getReason())
        .put("id", letter.getId());
  }
}
