/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/** What a run ran on, and which versions. */
public final class Machine {

  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path LOAD = Path.of("/proc/loadavg");

  private Machine() {}

  /** As a table of two columns. */
  public static Table table() throws IOException, InterruptedException {
    Runtime.Version java = Runtime.version();
    return new Table("what", "which")
        .row("processors", Runtime.getRuntime().availableProcessors() + " × " + processor())
        .row("memory", first(MEMORY, "MemTotal"))
        .row("load before the run", load())
        .row("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .row("Java", java + ", " + System.getProperty("java.vm.name"))
        .row("Flink", EnvironmentInformation.getVersion())
        .row("Kafka", AppInfoParser.getVersion())
        .row("commit", commit() + (git("status", "--porcelain").isEmpty() ? "" : ", with changes"));
  }

  /** The commit that is checked out, in short. */
  public static String commit() throws IOException, InterruptedException {
    return git("rev-parse", "--short", "HEAD");
  }

  private static String processor() throws IOException {
    return first(CPUS, "model name");
  }

  private static String load() throws IOException {
    return Files.isReadable(LOAD) ? Files.readString(LOAD).strip() : "unknown";
  }

  private static String first(Path file, String key) throws IOException {
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
  }

  private static String git(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process git =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? out : "unknown";
  }
}
