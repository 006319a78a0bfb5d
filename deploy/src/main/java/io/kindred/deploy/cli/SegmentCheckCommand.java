/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.Fields;
import io.kindred.segment.SegmentCheck;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kindred segment check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether definitions of segments are valid. A file holds a definition, an array of them,"
          + " an object with \"definitions\", or nothing but PQL.",
      "Segments that a definition asks about need not be among the files."
    },
    footer = {
      "",
      "Exit codes: 0 all valid, 1 a file cannot be read, 2 one is not valid; the standard error"
          + " says line:column: why, and of several also which.",
      "",
      "Examples:",
      "  kindred segment check definitions/*.json",
      "  kindred segment check vip.json --schema profile.json --event-schema event.json"
    })
public final class SegmentCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Definitions to check.")
  private List<Path> files = List.of();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "A JSON schema of a profile's attributes; of several, any may have a field.")
  private List<Path> schemas = List.of();

  @Option(
      names = "--event-schema",
      paramLabel = "FILE",
      description = "A JSON schema of events; of several, any may have a field.")
  private List<Path> eventSchemas = List.of();

  /** A definition, and what it is called in complaints about it. */
  private record Named(String name, SegmentDefinition definition, List<String> asksAbout) {}

  private final List<String> complaints = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Fields profile = fields(schemas);
    Fields events = fields(eventSchemas);
    List<Named> valid = new ArrayList<>();
    for (Path file : files) {
      List<JsonNode> definitions = definitions(file);
      for (JsonNode definition : definitions) {
        boolean alone = files.size() == 1 && definitions.size() == 1;
        String id = definition.path("id").asText(file.getFileName().toString());
        String name = definitions.size() == 1 ? file.toString() : file + ": " + id;
        Named named = check(id, definition, alone ? "" : name + ": ", profile, events);
        if (named != null) {
          valid.add(named);
        }
      }
    }
    checkTogether(valid);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    complaints.forEach(err::println);
    err.flush();
    out.println(valid.size() + " valid" + (complaints.isEmpty() ? "" : ", others not"));
    out.flush();
    return complaints.isEmpty() ? 0 : Kindred.INVALID;
  }

  private static Fields fields(List<Path> schemas) throws IOException, InvalidDefinition {
    Fields fields = null;
    for (Path schema : schemas) {
      Fields more = Fields.of(Givens.json(schema));
      fields = fields == null ? more : fields.or(more);
    }
    return fields == null ? Fields.OPEN : fields;
  }

  private static List<JsonNode> definitions(Path file) throws IOException, InvalidDefinition {
    String text = Files.readString(file).stripTrailing();
    String begun = text.stripLeading();
    if (!begun.startsWith("{") && !begun.startsWith("[")) {
      return List.of(TextNode.valueOf(text));
    }
    JsonNode json = Givens.json(text, file.toString());
    JsonNode definitions = json.isArray() ? json : json.path("definitions");
    List<JsonNode> segments = new ArrayList<>();
    for (JsonNode definition : definitions) {
      if (definition.path("kind").asText("segment").equals("segment")) {
        segments.add(definition);
      }
    }
    return definitions.isArray() ? segments : List.of(json);
  }

  private @Nullable Named check(
      String id, JsonNode node, String name, Fields profile, Fields events) {
    try {
      SegmentDefinition definition =
          node.isTextual()
              ? new SegmentDefinition(id, id, node.textValue())
              : SegmentDefinition.parse(id, node.toString());
      return new Named(name, definition, SegmentCheck.check(definition.pql(), profile, events));
    } catch (InvalidDefinition e) {
      complaints.add(name + e.getMessage());
      return null;
    }
  }

  /** Where all that is asked about is there, also whether it goes round in a circle. */
  private void checkTogether(List<Named> valid) {
    Set<String> ids = new HashSet<>();
    valid.forEach(named -> ids.add(named.definition().id()));
    if (valid.stream().allMatch(named -> ids.containsAll(named.asksAbout()))) {
      try {
        SegmentSet.of(valid.stream().map(Named::definition).toList());
      } catch (InvalidDefinition e) {
        complaints.add(e.getMessage());
      }
    }
  }
}
