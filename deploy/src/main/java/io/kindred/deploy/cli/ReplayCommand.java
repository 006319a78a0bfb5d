/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.local.DataDirectory;
import io.kindred.deploy.replay.Replay;
import io.kindred.deploy.replay.ReplayResult;
import io.kindred.deploy.replay.ScenarioCheck;
import io.kindred.deploy.replay.SettingsFile;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "With --diff each scenario runs twice, under its own identity settings and under others, and"
          + " the line says what would change: the clusters that differ, before and after, and for"
          + " each identity that moves the link and the rule it turns on.",
      "The standard output carries these lines alone; progress goes to the standard error."
    },
    footer = {
      "",
      "Exit codes: 0 done, also where --diff finds changes, 1 a run failed, 2 a scenario, the"
          + " settings or the command line are not valid.",
      "",
      "Examples:",
      "  kindred replay samples/luma.json | jq .",
      "  kindred replay scenarios/*.json --out results",
      "  kindred replay --definitions definitions samples/luma.json",
      "  kindred replay --diff settings.json samples/luma.json | jq .changes"
    })
public final class ReplayCommand implements Callable<Integer> {

  @FunctionalInterface
  private interface Reader<T> {
    T read(Path file) throws InvalidDefinition;
  }

  /** What is to be run: scenarios, and the settings to compare with if that is asked for. */
  private record Task(List<Scenario> scenarios, Optional<String> settings) {

    int runs() {
      return scenarios.size() * (settings.isPresent() ? 2 : 1);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "SCENARIO.json", description = "Scenarios to run.")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes each result there, as <scenario name>.json.")
  private @Nullable Path out;

  @Option(
      names = "--diff",
      paramLabel = "SETTINGS.json",
      description =
          "Compares with these identity settings, bare or as {\"identitySettings\": …}, as a"
              + " scenario has them.")
  private @Nullable Path diff;

  @Option(
      names = "--definitions",
      paramLabel = "FILE|DIR",
      description = "Definitions that hold in each scenario besides its own.")
  private List<Path> definitions = List.of();

  private Duration timeout = Duration.ofMinutes(2);

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "2m",
      description =
          "How long one run may take (default: ${DEFAULT-VALUE}): 30s, 5m, 1h30m or PT1H30M.")
  void setTimeout(String text) {
    timeout =
        Durations.parse(text)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--timeout: \"%s\" is not %s".formatted(text, Durations.EXPECTED)));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    say(err, "kindred " + VersionCommand.number() + ", " + what());
    try (DataDirectory directory = DataDirectory.temporary("kindred-replay")) {
      System.setProperty("kindred.log", directory.log().toString());
      Optional<String> settings =
          valid(diff == null ? List.of() : List.of(diff), SettingsFile::read, err).stream()
              .findFirst();
      List<Definition> more = ScenarioCheck.definitions(definitions);
      List<Scenario> scenarios = valid(files, file -> ScenarioCheck.read(file, more), err);
      boolean allValid = scenarios.size() == files.size() && settings.isPresent() == (diff != null);
      if (allValid) {
        createOut();
        run(directory, new Task(scenarios, settings), line -> say(err, line));
      }
      directory.deleteLog();
      return allValid ? 0 : Kindred.INVALID;
    }
  }

  private String what() {
    String runs = "dry run of " + files.size() + " scenario(s)";
    return diff == null ? runs : runs + ", each also under the identity settings of " + diff;
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

  /** All files are read before anything starts, and all that is wrong is said. */
  private static <T> List<T> valid(List<Path> files, Reader<T> reader, PrintWriter err) {
    List<T> valid = new ArrayList<>();
    for (Path file : files) {
      try {
        valid.add(reader.read(file));
      } catch (InvalidDefinition e) {
        say(err, "kindred: " + e.getMessage());
      }
    }
    return valid;
  }

  private void run(DataDirectory directory, Task task, Consumer<String> progress) throws Exception {
    PrintStream standardOut = System.out;
    // Whatever a library prints must not stand between the results.
    System.setOut(System.err);
    try (Replay replay = Replay.start(directory.path(), task.runs(), progress)) {
      if (task.settings().isPresent()) {
        replay.compare(task.scenarios(), task.settings().get(), timeout, this::deliver);
      } else {
        replay.run(task.scenarios(), timeout, this::deliver);
      }
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
