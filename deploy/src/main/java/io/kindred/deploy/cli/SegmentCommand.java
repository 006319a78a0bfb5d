/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kindred segment}. */
@Command(
    name = "segment",
    mixinStandardHelpOptions = true,
    description = "Tries, checks and explains what a segment says.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  kindred segment eval --expression 'person.age > 20' --profile sarah.json",
      "  kindred segment check definitions/*.json",
      "  kindred segment explain --segment loyalty-members Email:sarah@luma.com",
      "  kindred segment convert 'person.age > 20'"
    },
    subcommands = {
      SegmentEvalCommand.class,
      SegmentCheckCommand.class,
      SegmentExplainCommand.class,
      SegmentConvertCommand.class
    })
public final class SegmentCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
