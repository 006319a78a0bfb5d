/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Definitions in files of their own: one a file, with its kind ({@code segment} unless it says
 * otherwise) and id (the file's name unless it says otherwise), or {@code {"definitions": […]}}.
 */
public final class DefinitionFiles {

  private static final String SUFFIX = ".json";

  private DefinitionFiles() {}

  /**
   * Reads files, and of folders those that end in {@code .json}. The message of a refusal names the
   * file, the path and why.
   */
  public static List<Definition> read(List<Path> places) throws InvalidDefinition {
    List<Definition> definitions = new ArrayList<>();
    for (Path place : places) {
      for (Path file : files(place)) {
        String name = file.getFileName().toString().replaceFirst("\\" + SUFFIX + "$", "");
        definitions.addAll(new InputFile(file).read(text -> parse(text, name)));
      }
    }
    return definitions;
  }

  private static List<Path> files(Path place) throws InvalidDefinition {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new InvalidDefinition(place + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Definition> parse(String text, String name) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(text);
    if (!fields.has("definitions")) {
      return List.of(definition(fields, name));
    }
    List<Definition> definitions = new ArrayList<>();
    for (JsonFields definition : fields.objects("definitions")) {
      definitions.add(definition(definition, definition.text("id")));
    }
    fields.refuseUnknown();
    return definitions;
  }

  /** The body is what remains without kind and id. */
  private static Definition definition(JsonFields definition, String name)
      throws InvalidDefinition {
    ObjectNode body = definition.node().deepCopy();
    body.remove(List.of("kind", "id"));
    return new Definition(
        definition.textIfAny("kind").orElse(DefinitionKind.SEGMENT),
        definition.textIfAny("id").orElse(name),
        body.toString());
  }
}
