/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kindred.deploy.scenario.Scenario;
import io.kindred.deploy.scenario.ScenarioFeeder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is defined over HTTP is what the running job goes by. */
class DefinitionsIT {

  private static final String BROWSER = "ECID:111";
  private static final String MAIL = "Email:sarah@luma.com";
  private static final String MEMBERSHIPS = "/segmentMembership/ups";
  private static final String VISITORS =
      """
      {"name": "Visitors", "expression": {"type": "PQL", "format": "pql/text", "value":
        "chain(xEvent, timestamp, [A: WHAT(eventType = \\"visit\\")])"}}""";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aSegmentAndACutComeIntoForceWhileTheJobRuns(@TempDir Path directory) throws Exception {
    Instant now = Instant.now();
    LocalSettings settings = new LocalSettings(directory, "defined", LocalSettings.Ports.ANY, 1);
    try (LocalKindred kindred = LocalKindred.start(settings);
        ScenarioFeeder feeder = kindred.feeder()) {
      Lookup lookup = new Lookup(kindred.servingUrl());
      kindred.startJobs();
      feeder.feed(Scenario.parse(visit(now)).facts());
      await("one person", () -> profileId(lookup, BROWSER).equals(profileId(lookup, MAIL)));

      put(kindred, "segment/visitors", VISITORS);
      await("a member", () -> profile(lookup, MAIL).at(MEMBERSHIPS).has("visitors"));

      put(kindred, "cut/wrong", cut(now));
      await("apart", () -> !profileId(lookup, BROWSER).equals(profileId(lookup, MAIL)));
    }
  }

  private static String visit(Instant time) {
    return """
        {"name": "visit", "events": [{"_id": "e1", "timestamp": "%s", "eventType": "visit",
          "identityMap": {"ECID": [{"id": "111"}], "Email": [{"id": "sarah@luma.com"}]}}]}"""
        .formatted(time);
  }

  private static String cut(Instant at) {
    return """
        {"a": {"namespace": "ECID", "id": "111"},
         "b": {"namespace": "Email", "id": "sarah@luma.com"}, "at": "%s"}"""
        .formatted(at);
  }

  private void put(LocalKindred kindred, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(kindred.servingUrl() + "/definitions/" + path))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String profileId(Lookup lookup, String identity) throws Exception {
    return profile(lookup, identity).path("profileId").asText(identity);
  }

  private static JsonNode profile(Lookup lookup, String identity) throws Exception {
    return lookup.profile(identity).orElseGet(MissingNode::getInstance);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as("not %s in %s", what, PATIENCE).isNegative();
      Thread.sleep(50);
    }
  }
}
