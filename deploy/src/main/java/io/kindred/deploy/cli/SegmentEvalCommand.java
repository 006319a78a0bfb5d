/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.TimeZoneName;
import io.kindred.segment.Evaluation;
import io.kindred.segment.Evaluation.Answer;
import io.kindred.segment.Evaluation.Given;
import io.kindred.segment.PqlProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kindred segment eval}. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluates a PQL expression once, on a profile and events from files, and prints its value:"
          + " {\"value\": …, \"type\": …}. An unknown value is null.",
      "Many expressions are lines of JSON: {\"id\", \"pql\", \"profile\"?, \"events\"?, \"now\"?,"
          + " \"bind\"?, \"memberships\"?, \"timeZone\"?}; each gives a line, in order:"
          + " {\"id\", \"value\", \"type\"} or {\"id\", \"error\", \"line\", \"column\"},"
          + " of a tree also the \"pointer\" of its node."
    },
    footer = {
      "",
      "Exit codes: 0 evaluated, 1 a file cannot be read, 2 the expression, a file or the command"
          + " line is not valid; the standard error says line:column: why.",
      "",
      "Examples:",
      "  kindred segment eval --expression 'xEvent.count() > 3' --events events.jsonl",
      "  kindred segment eval --expressions cases.jsonl"
    })
public final class SegmentEvalCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--expression",
      paramLabel = "PQL",
      description = "What to evaluate, as text or as a tree of pql/json.")
  private @Nullable String expression;

  @Option(
      names = "--expressions",
      paramLabel = "FILE.jsonl",
      description = "Many expressions, each with what it is evaluated on.")
  private @Nullable Path expressions;

  @Mixin private PersonOptions person = new PersonOptions();

  @Option(
      names = "--bind",
      paramLabel = "NAME=FILE",
      description = "What a free name stands for, such as $1, X or person1.")
  private Map<String, Path> bindings = new HashMap<>();

  @Option(
      names = "--membership",
      paramLabel = "ID",
      description = "A segment that the profile is in.")
  private Set<String> memberships = Set.of();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "By whose calendar days and longer are counted, such as Europe/Berlin (default: UTC)."
              + " A line's own \"timeZone\" goes first.")
  private @Nullable String timeZone;

  @Override
  public Integer call() throws Exception {
    if ((expression == null) == (expressions == null)) {
      throw new ParameterException(spec.commandLine(), "give either --expression or --expressions");
    }
    long present = person.now();
    ZoneId zone =
        timeZone == null ? TimeZoneName.DEFAULT : TimeZoneName.read(timeZone, "--time-zone");
    PrintWriter out = spec.commandLine().getOut();
    if (expressions != null) {
      many(expressions, present, zone, out);
    } else if (expression != null) {
      out.println(shown(evaluated(TextNode.valueOf(expression), zone, given(present))));
    }
    out.flush();
    return 0;
  }

  private Given given(long present) throws IOException, InvalidDefinition {
    Map<String, JsonNode> values = new HashMap<>();
    for (Map.Entry<String, Path> binding : bindings.entrySet()) {
      values.put(binding.getKey(), Givens.json(binding.getValue()));
    }
    return new Given(person.profile(), person.events(), present, values, memberships);
  }

  private static void many(Path file, long present, ZoneId zone, PrintWriter out)
      throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          out.println(evaluated(line, present, zone));
        }
      }
    }
  }

  private static ObjectNode evaluated(String text, long present, ZoneId otherwise) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    try {
      JsonNode line = Givens.json(text, "line");
      result.set("id", line.path("id"));
      ZoneId zone = Givens.timeZone(line, otherwise);
      return result.setAll(shown(evaluated(line.path("pql"), zone, Givens.of(line, present))));
    } catch (InvalidDefinition e) {
      return refused(result, e);
    }
  }

  /** A tree of {@code pql/json}, also one in a text, or {@code pql/text}. */
  private static Answer evaluated(JsonNode pql, ZoneId zone, Given given) throws InvalidDefinition {
    JsonNode tree = pql.isTextual() ? Givens.tree(pql.textValue()) : pql;
    if (tree.isObject()) {
      return Evaluation.of(tree, zone, given);
    }
    if (!pql.isTextual()) {
      String found = pql.isMissingNode() ? "nothing" : pql.toString();
      throw InvalidDefinition.at("/pql", found, "text or an object");
    }
    return Evaluation.of(pql.textValue(), zone, given);
  }

  private static ObjectNode refused(ObjectNode result, InvalidDefinition e) {
    if (e.getCause() instanceof PqlProblem problem) {
      result.put("error", problem.problem());
      problem.pointer().ifPresent(pointer -> result.put("pointer", pointer));
      return result.put("line", problem.line()).put("column", problem.column());
    }
    return result.put("error", e.getMessage()).put("line", 1).put("column", 1);
  }

  private static ObjectNode shown(Answer answer) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    if (answer.value().isMissingNode()) {
      shown.putNull("value");
    } else {
      shown.set("value", answer.value());
    }
    return shown.put("type", answer.type());
  }
}
