/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.local.DataDirectory;
import io.kindred.deploy.replay.Replay;
import io.kindred.deploy.replay.ReplayResult;
import io.kindred.deploy.replay.ScenarioCheck;
import io.kindred.deploy.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kindred replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "A dry run before going live: feeds each scenario to the real job on a broker and a Flink"
          + " cluster in this process, and prints one line of JSON for each: the profiles with"
          + " their memberships, and what was refused.",
      "The standard output carries these lines alone; progress goes to the standard error."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 a run failed, 2 a scenario or the command line is not valid.",
      "",
      "Examples:",
      "  kindred replay samples/luma.json | jq .",
      "  kindred replay scenarios/*.json --out results"
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "SCENARIO.json", description = "Scenarios to run.")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes each result there, as <scenario name>.json.")
  private @Nullable Path out;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "PT2M",
      description = "How long one scenario may take (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofMinutes(2);

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    say(
        err,
        "kindred " + VersionCommand.number() + ", dry run of " + files.size() + " scenario(s)");
    try (DataDirectory directory = DataDirectory.temporary("kindred-replay")) {
      System.setProperty("kindred.log", directory.log().toString());
      List<Scenario> scenarios = valid(err);
      boolean allValid = scenarios.size() == files.size();
      if (allValid) {
        createOut();
        run(directory, scenarios, line -> say(err, line));
      }
      directory.deleteLog();
      return allValid ? 0 : Kindred.INVALID;
    }
  }

  private void createOut() throws IOException {
    if (out != null) {
      try {
        Files.createDirectories(out);
      } catch (IOException e) {
        throw new IOException("--out: the directory " + out + " cannot be created", e);
      }
    }
  }

  /** All scenarios are read before anything starts, and all that is wrong is said. */
  private List<Scenario> valid(PrintWriter err) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Path file : files) {
      try {
        scenarios.add(ScenarioCheck.read(file));
      } catch (InvalidDefinition e) {
        say(err, "kindred: " + e.getMessage());
      }
    }
    return scenarios;
  }

  private void run(DataDirectory directory, List<Scenario> scenarios, Consumer<String> progress)
      throws Exception {
    PrintStream standardOut = System.out;
    // Whatever a library prints must not stand between the results.
    System.setOut(System.err);
    try (Replay replay = Replay.start(directory.path(), scenarios.size(), progress)) {
      replay.run(scenarios, timeout, this::deliver);
    } finally {
      System.setOut(standardOut);
    }
  }

  private void deliver(ReplayResult result) {
    say(spec.commandLine().getOut(), result.json());
    keep(result);
  }

  private void keep(ReplayResult result) {
    if (out == null) {
      return;
    }
    Path file = out.resolve(result.name().replaceAll("[^\\p{L}\\p{N} ._-]", "_") + ".json");
    try {
      Files.writeString(file, result.json() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void say(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
