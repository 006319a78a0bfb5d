/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import io.kindred.avro.Definition;
import io.kindred.avro.PrivacyRequest;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts, what is defined, and the time at which to look at the result. {@code docs/replay.md} has
 * the form in which people write it.
 *
 * @param name of the scenario
 * @param start what relative times are relative to, if there are any
 * @param definitions as they stand before the first fact: identity settings, segments, cuts …
 * @param facts events in the order of the file, then records
 * @param privacyRequests wishes to be forgotten, which come up after the last fact
 * @param now the time at which memberships are asked for
 */
public record Scenario(
    String name,
    Optional<Instant> start,
    List<Definition> definitions,
    List<Fact> facts,
    List<PrivacyRequest> privacyRequests,
    Instant now) {

  public Scenario {
    definitions = List.copyOf(definitions);
    facts = List.copyOf(facts);
    privacyRequests = List.copyOf(privacyRequests);
  }

  /** Reads a scenario from a file. The message of a refusal names the file, the path and why. */
  public static Scenario read(Path file) throws InvalidDefinition {
    return new InputFile(file).read(Scenario::parse);
  }

  /** Reads a scenario whose {@code start}, if it has one, is as written. */
  public static Scenario parse(String json) throws InvalidDefinition {
    return ScenarioReader.read(json, Optional.empty());
  }

  /** The instant that a text means in this scenario: ISO 8601, or relative to the start. */
  public Optional<Instant> time(String text) {
    return new ScenarioClock(start).read(text);
  }

  /** The body of the identity settings that hold from the first fact on, if any are given. */
  public Optional<String> identitySettings() {
    return definitions.stream()
        .filter(Scenario::isIdentitySettings)
        .map(Definition::getBody)
        .reduce((earlier, later) -> later);
  }

  /** The same scenario under other identity settings. */
  public Scenario withIdentitySettings(String body) {
    List<Definition> others = new ArrayList<>();
    others.add(new Definition(DefinitionKind.IDENTITY_SETTINGS, DefinitionKind.DEFAULT_ID, body));
    definitions.stream().filter(each -> !isIdentitySettings(each)).forEach(others::add);
    return new Scenario(name, start, others, facts, privacyRequests, now);
  }

  /** Whether a conversion is defined. */
  public boolean hasGoals() {
    return definitions.stream().anyMatch(each -> each.getKind().equals(DefinitionKind.CONVERSION));
  }

  /** The same scenario with more definitions, which stand after its own. */
  public Scenario with(List<Definition> more) {
    List<Definition> all = new ArrayList<>(definitions);
    all.addAll(more);
    return new Scenario(name, start, all, facts, privacyRequests, now);
  }

  private static boolean isIdentitySettings(Definition definition) {
    return definition.getKind().equals(DefinitionKind.IDENTITY_SETTINGS);
  }

  /** Reads a scenario so that its {@code now} is the one given; all relative times move along. */
  public static Scenario endingAt(Instant now, String json) throws InvalidDefinition {
    return ScenarioReader.read(json, Optional.of(now));
  }
}
