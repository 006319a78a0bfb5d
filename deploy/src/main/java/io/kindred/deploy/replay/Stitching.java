/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityMapping;
import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.scenario.Scenario;
import io.kindred.identity.Facts;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.IdentitySettings;
import io.kindred.topic.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who was one person at the end of a run, and the facts and settings that made it so. */
final class Stitching {

  private final IdentitySettings settings;
  private final SortedMap<String, String> profiles;
  private final Map<String, Cluster> clusters = new HashMap<>();
  private final Map<String, Evidence> evidence = new HashMap<>();
  private final List<ObjectNode> deadLetters;

  /** The identities of one person. */
  record Cluster(String profileId, SortedSet<String> identities) {}

  /**
   * What a run ended with.
   *
   * @param profiles the profile of each identity
   * @param components the facts of each component
   */
  record End(
      Map<String, String> profiles, Collection<Facts> components, List<ObjectNode> deadLetters) {}

  Stitching(IdentitySettings settings, End end) {
    this.settings = settings;
    this.profiles = new TreeMap<>(end.profiles());
    this.deadLetters = List.copyOf(end.deadLetters());
    Map<String, Cluster> byProfile = new HashMap<>();
    profiles.forEach(
        (identity, profileId) -> {
          Cluster cluster =
              byProfile.computeIfAbsent(profileId, id -> new Cluster(id, new TreeSet<>()));
          cluster.identities().add(identity);
          clusters.put(identity, cluster);
        });
    for (Facts facts : end.components()) {
      Evidence ofComponent = new Evidence(facts, settings);
      facts.named().forEach(member -> evidence.put(member, ofComponent));
    }
  }

  static Stitching read(Scenario scenario, SandboxTopics topics) throws Exception {
    Map<String, String> profiles = new HashMap<>();
    for (IdentityMapping mapping : topics.latest(Topic.IDENTITY_MAP).values()) {
      profiles.put(mapping.getIdentity(), mapping.getProfileId());
    }
    List<Facts> components =
        topics.latest(Topic.IDENTITY_COMPONENTS).values().stream()
            .map(IdentityComponent::getFacts)
            .filter(facts -> facts != null)
            .map(GossipCodec::facts)
            .toList();
    return new Stitching(
        settings(scenario), new End(profiles, components, ReplayResult.deadLetters(topics)));
  }

  private static IdentitySettings settings(Scenario scenario) throws InvalidDefinition {
    var body = scenario.identitySettings();
    return body.isPresent() ? IdentitySettings.parse(body.get(), 1) : IdentitySettings.DEFAULT;
  }

  IdentitySettings settings() {
    return settings;
  }

  SortedSet<String> identities() {
    return new TreeSet<>(profiles.keySet());
  }

  /** Null for an identity that was not taken in. */
  @Nullable Cluster cluster(String identity) {
    return clusters.get(identity);
  }

  @Nullable String profileOf(String identity) {
    return profiles.get(identity);
  }

  /** All that is known about an identity's links. */
  Evidence evidence(String identity) {
    return evidence.getOrDefault(identity, new Evidence(Facts.NONE, settings));
  }

  List<ObjectNode> deadLetters() {
    return deadLetters;
  }
}
