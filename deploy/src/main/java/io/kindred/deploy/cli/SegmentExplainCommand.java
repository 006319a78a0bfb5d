/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.scenario.DefinitionFiles;
import io.kindred.segment.Explanation;
import io.kindred.segment.ExplanationLines;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import io.kindred.segment.Snapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kindred segment explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says why somebody is in a segment, or is not: which parts of its condition are true (+),"
          + " false (-) or unknown (?), until when, and which facts would change it.",
      "Asks a running Kindred about an identity; or, with --definitions, explains a profile and"
          + " events from files."
    },
    footer = {
      "",
      "Exit codes: 0 explained, 1 nobody answers, or the identity or the segment is unknown, 2 a"
          + " file or the command line is not valid.",
      "",
      "Examples:",
      "  kindred segment explain --segment loyalty-members Email:sarah@luma.com",
      "  kindred segment explain --segment big-spenders --definitions definitions"
          + " --events events.jsonl"
    })
public final class SegmentExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--segment", paramLabel = "ID", required = true, description = "The segment.")
  private String segment = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "NS:ID",
      description = "Any identity of the person; asks a running Kindred.")
  private @Nullable String identity;

  @Mixin private ServingOptions serving = new ServingOptions();

  @Option(
      names = "--definitions",
      paramLabel = "FILE|DIR",
      description = "Definitions of the segment, and of those it asks about.")
  private List<Path> definitions = List.of();

  @Mixin private PersonOptions person = new PersonOptions();

  @Override
  public Integer call() throws Exception {
    if ((identity == null) == definitions.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "give either an identity NS:ID or --definitions");
    }
    PrintWriter out = spec.commandLine().getOut();
    (identity == null ? ofFiles() : ofServing(identity)).forEach(out::println);
    out.flush();
    return 0;
  }

  private List<String> ofServing(String of) throws Exception {
    int colon = ServingApi.colon(of, spec);
    String path =
        "/segments/%s/explain?namespace=%s&id=%s%s"
            .formatted(
                ServingApi.encoded(segment),
                ServingApi.encoded(of.substring(0, colon)),
                ServingApi.encoded(of.substring(colon + 1)),
                person.hasNow() ? "&at=" + person.now() : "");
    List<String> lines = new ArrayList<>();
    serving.api(spec).get(path).path("sentences").forEach(line -> lines.add(line.asText()));
    return lines;
  }

  private List<String> ofFiles() throws IOException, InvalidDefinition {
    List<SegmentDefinition> segments = new ArrayList<>();
    for (Definition definition : DefinitionFiles.read(definitions)) {
      if (definition.getKind().equals(DefinitionKind.SEGMENT)) {
        segments.add(SegmentDefinition.parse(definition.getId(), definition.getBody()));
      }
    }
    SegmentSet set = SegmentSet.of(segments);
    if (!set.ids().contains(segment)) {
      throw new InvalidDefinition("--segment: \"" + segment + "\" is none of " + set.ids());
    }
    Snapshot snapshot = Snapshot.of(person.profile(), person.events());
    return ExplanationLines.of(Explanation.of(set, segment, snapshot, person.now()));
  }
}
