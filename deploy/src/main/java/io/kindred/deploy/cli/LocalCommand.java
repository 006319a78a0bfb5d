/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.avro.Definition;
import io.kindred.deploy.local.DataDirectory;
import io.kindred.deploy.local.LocalSettings;
import io.kindred.deploy.replay.ScenarioCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kindred local}. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "All of Kindred in one process: a Kafka broker, a Flink cluster with the job, and lookups."
          + " Plays a sample, says what became true and where to look, and stays up until Ctrl-C."
          + " Everything listens on 127.0.0.1."
    },
    footer = {
      "",
      "Exit codes: 1 did not start (a port is taken, a directory in use), 2 the command line is not"
          + " valid.",
      "",
      "Examples:",
      "  kindred local",
      "  kindred local --data ~/kindred-data         a restart goes on where this stopped",
      "  kindred local --http-port 9080 --no-sample",
      "  kindred local --definitions definitions"
    })
public final class LocalCommand implements Callable<Integer> {

  private static final int PORT_MAX = 65_535;
  private static final int PARALLELISM_MAX = 64;
  private static final Pattern SANDBOX = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Keeps broker, state and lookups there; a restart goes on from it.",
        "Default: a temporary directory, deleted at the end."
      })
  private @Nullable Path data;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "19092",
      description = "Of the broker (default: ${DEFAULT-VALUE}; 0 for any that is free).")
  private int kafkaPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Of lookups (default: ${DEFAULT-VALUE}; 0 for any that is free).")
  private int httpPort;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Of the Flink UI (default: ${DEFAULT-VALUE}; 0 for any that is free).")
  private int flinkPort;

  @Option(
      names = "--sandbox",
      paramLabel = "NAME",
      defaultValue = "luma",
      description = "Prefix of all topics (default: ${DEFAULT-VALUE}).")
  private String sandbox = "luma";

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Of the job, and partitions of new topics (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(names = "--no-sample", description = "Starts with an empty sandbox.")
  private boolean noSample;

  @Option(
      names = "--definitions",
      paramLabel = "FILE|DIR",
      description = "Definitions to begin with, such as the folder definitions that comes along.")
  private List<Path> definitions = List.of();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Consumer<String> say = line -> say(out, line);
    LocalSettings.Ports ports = validPorts();
    requireSandboxName();
    List<Definition> more = ScenarioCheck.definitions(definitions);
    say.accept("kindred " + VersionCommand.number() + " starts; " + whereDataGoes());
    Optional<Path> story = noSample ? Optional.empty() : Optional.of(Samples.story());
    try (DataDirectory directory =
        data == null ? DataDirectory.temporary("kindred") : DataDirectory.kept(data)) {
      System.setProperty("kindred.log", directory.log().toString());
      LocalSettings settings = new LocalSettings(directory.path(), sandbox, ports, parallelism);
      Residence.of(directory, say).stay(settings, story, more);
    }
    return 0;
  }

  private LocalSettings.Ports validPorts() {
    requireWithin("--kafka-port", kafkaPort, 0, PORT_MAX);
    requireWithin("--http-port", httpPort, 0, PORT_MAX);
    requireWithin("--flink-port", flinkPort, 0, PORT_MAX);
    requireWithin("--parallelism", parallelism, 1, PARALLELISM_MAX);
    return new LocalSettings.Ports(kafkaPort, httpPort, flinkPort);
  }

  private void requireWithin(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: %d is not a number from %d to %d".formatted(option, value, min, max));
    }
  }

  private void requireSandboxName() {
    if (!SANDBOX.matcher(sandbox).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--sandbox: \"%s\" is not 1 to 100 letters, digits, '-' or '_'".formatted(sandbox));
    }
  }

  private String whereDataGoes() {
    return data == null
        ? "data goes to a temporary directory, deleted at the end"
        : "data stays in " + data;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
