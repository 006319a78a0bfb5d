/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.deploy.scenario.Scenario;
import io.kindred.profile.ProfileJson;
import io.kindred.topic.Topic;
import java.util.Comparator;
import java.util.List;

/**
 * What came of one scenario, as one line of JSON in which everything is sorted: two runs compare
 * equal.
 */
public record ReplayResult(String name, String json) {

  static ReplayResult read(Scenario scenario, SandboxTopics topics) throws Exception {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("name", scenario.name());
    ArrayNode profileNodes = result.putArray("profiles");
    topics.latest(Topic.PROFILES).values().stream()
        .sorted(Comparator.comparing(Profile::getProfileId))
        .forEach(profile -> profileNodes.add(ProfileJson.of(profile)));
    result.putArray("journeys").addAll(JourneyJson.standing(topics.all(Topic.JOURNEYS)));
    if (scenario.hasGoals()) {
      result
          .putArray("contributions")
          .addAll(ContributionJson.live(topics.latest(Topic.CONTRIBUTIONS).values()));
    }
    result.putArray("deadLetters").addAll(deadLetters(topics));
    if (!scenario.privacyRequests().isEmpty()) {
      result.putArray("privacyResults").addAll(privacyResults(topics));
    }
    return new ReplayResult(scenario.name(), result.toString());
  }

  static List<ObjectNode> deadLetters(SandboxTopics topics) throws Exception {
    return topics.all(Topic.DEAD_LETTERS).stream()
        .map(ReplayResult::json)
        .sorted(Comparator.comparing(ObjectNode::toString))
        .toList();
  }

  private static List<ObjectNode> privacyResults(SandboxTopics topics) throws Exception {
    return topics.all(Topic.PRIVACY_RESULTS).stream()
        .sorted(
            Comparator.comparing(PrivacyResult::getRequestId)
                .thenComparing(PrivacyResult::getIdentity))
        .map(ReplayResult::json)
        .toList();
  }

  /** Without the time at which it was done, which two runs do not share. */
  private static ObjectNode json(PrivacyResult result) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("requestId", result.getRequestId())
        .put("identity", result.getIdentity())
        .put("profileId", result.getProfileId())
        .put("events", result.getEvents())
        .put("attributes", result.getAttributes())
        .put("left", result.getLeft());
  }

  private static ObjectNode json(DeadLetter letter) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reason", letter.getReason())
        .put("id", letter.getId());
  }
}
