/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kindred version}. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version, and those of Flink, Kafka and Java.",
    footer = {"", "Example:", "  kindred version"})
public final class VersionCommand implements Runnable, IVersionProvider {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    for (String line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    spec.commandLine().getOut().flush();
  }

  @Override
  public String[] getVersion() {
    Properties versions = read();
    return new String[] {
      "kindred " + versions.getProperty("kindred"),
      "flink "
          + versions.getProperty("flink")
          + ", kafka "
          + versions.getProperty("kafka")
          + ", java "
          + Runtime.version()
    };
  }

  /** The version alone: {@code 0.1.0}. */
  static String number() {
    return read().getProperty("kindred", "unknown");
  }

  private static Properties read() {
    Properties versions = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream("versions.properties")) {
      if (in != null) {
        versions.load(in);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the versions built in", e);
    }
    return versions;
  }
}
