/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
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
 * @param now the time at which memberships are asked for
 */
public record Scenario(
    String name,
    Optional<Instant> start,
    List<Definition> definitions,
    List<Fact> facts,
    Instant now) {

  public Scenario {
    definitions = List.copyOf(definitions);
    facts = List.copyOf(facts);
  }

  /** Reads a scenario from a file. The message of a refusal names the file, the path and why. */
  public static Scenario read(Path file) throws InvalidDefinition {
    try {
      return parse(Files.readString(file));
    } catch (InvalidDefinition e) {
      throw new InvalidDefinition(file + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new InvalidDefinition(file + ": no such file", e);
    } catch (MalformedInputException e) {
      throw new InvalidDefinition(file + ": not UTF-8", e);
    } catch (IOException e) {
      throw new InvalidDefinition(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads a scenario whose {@code start}, if it has one, is as written. */
  public static Scenario parse(String json) throws InvalidDefinition {
    return ScenarioReader.read(json, Optional.empty());
  }

  /** The instant that a text means in this scenario: ISO 8601, or relative to the start. */
  public Optional<Instant> time(String text) {
    return new ScenarioClock(start).read(text);
  }

  /** Reads a scenario so that its {@code now} is the one given; all relative times move along. */
  public static Scenario endingAt(Instant now, String json) throws InvalidDefinition {
    return ScenarioReader.read(json, Optional.of(now));
  }
}
