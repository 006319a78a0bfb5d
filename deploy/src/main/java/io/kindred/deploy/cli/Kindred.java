/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code kindred}. */
@Command(
    name = "kindred",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    description = "A real-time customer data platform on Apache Flink.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  kindred local                     all of Kindred in one process, with a sample",
      "  kindred replay luma.json          a dry run of a scenario",
      "  kindred explain NS:ID NS:ID       why two identities are one person, or not",
      "  kindred attribute --paths F.csv --model markov",
      "                                    which channel earned how many conversions",
      "  kindred COMMAND --help            what a command does and its options"
    },
    subcommands = {
      LocalCommand.class,
      ReplayCommand.class,
      ExplainCommand.class,
      AttributeCommand.class,
      VersionCommand.class
    })
public final class Kindred implements Runnable {

  /** Exit code where what was asked for was understood and failed. */
  static final int FAILED = 1;

  /** Exit code where the input or the command line is not valid. */
  static final int INVALID = 2;

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    int exitCode = commandLine().execute(args);
    System.exit(exitCode);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Kindred())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Complaint::aboutArguments)
        .setExecutionExceptionHandler(Complaint::aboutFailure);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
