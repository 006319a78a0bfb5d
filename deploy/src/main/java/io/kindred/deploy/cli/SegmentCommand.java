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
    description = "Tries and checks what a segment says, without a cluster.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  kindred segment eval --expression 'person.age > 20' --profile sarah.json",
      "  kindred segment check definitions/*.json"
    },
    subcommands = {SegmentEvalCommand.class, SegmentCheckCommand.class})
public final class SegmentCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
