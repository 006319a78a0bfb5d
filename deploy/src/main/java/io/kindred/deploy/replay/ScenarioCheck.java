/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.scenario.DefinitionFiles;
import io.kindred.deploy.scenario.Scenario;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import io.kindred.validity.Validity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a scenario and holds it to what the job would refuse: a definition that does not compile is
 * told to its author before anything starts.
 */
public final class ScenarioCheck {

  private ScenarioCheck() {}

  /** Definitions of files and folders, as they hold together. */
  public static List<Definition> definitions(List<Path> places) throws InvalidDefinition {
    List<Definition> definitions = DefinitionFiles.read(places);
    check(definitions);
    return definitions;
  }

  /** The message of a refusal names the file, the path and why. */
  public static Scenario read(Path file) throws InvalidDefinition {
    return read(file, List.of());
  }

  /** With definitions that are not in the scenario's file. */
  public static Scenario read(Path file, List<Definition> more) throws InvalidDefinition {
    Scenario scenario = Scenario.read(file).with(more);
    try {
      check(scenario.definitions());
      return scenario;
    } catch (InvalidDefinition e) {
      throw new InvalidDefinition(file + ": " + e.getMessage(), e);
    }
  }

  private static void check(List<Definition> definitions) throws InvalidDefinition {
    List<SegmentDefinition> segments = new ArrayList<>();
    for (Definition definition : definitions) {
      try {
        check(definition, segments);
      } catch (InvalidDefinition e) {
        throw new InvalidDefinition(
            definition.getKind() + " \"" + definition.getId() + "\": " + e.getMessage(), e);
      }
    }
    SegmentSet.of(segments);
  }

  /** Segments are compiled once, all together: they may use each other. */
  private static void check(Definition definition, List<SegmentDefinition> segments)
      throws InvalidDefinition {
    if (definition.getKind().equals(DefinitionKind.SEGMENT)) {
      segments.add(SegmentDefinition.parse(definition.getId(), definition.getBody()));
    } else {
      Validity.check(definition, List.of());
    }
  }
}
