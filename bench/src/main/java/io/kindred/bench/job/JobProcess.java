/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.job;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A job under test in a JVM of its own, so that what it costs is not mixed with its load. */
public final class JobProcess implements AutoCloseable {

  private static final String RESUME = "execution.state-recovery.path";

  private final JobSpec spec;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  private JobProcess(JobSpec spec, Process process) {
    this.spec = spec;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts a job, and returns once it runs.
   *
   * @param jvm further options of its JVM, such as a flight recording
   */
  public static JobProcess start(JobSpec spec, List<String> jvm) throws IOException {
    Files.createDirectories(spec.directory());
    JobProcess job = new JobProcess(spec, command(spec, jvm).start());
    String line = job.answers.readLine();
    while (line != null && !line.equals(JobMain.RUNNING)) {
      line = job.answers.readLine();
    }
    if (line == null) {
      throw new IOException("the job did not start; see " + spec.directory());
    }
    return job;
  }

  /** Starts the job again from its last complete checkpoint. */
  public JobProcess resume() throws IOException {
    Path checkpoint =
        latestCheckpoint(spec.directory().resolve("checkpoints"))
            .orElseThrow(() -> new IOException("no checkpoint in " + spec.directory()));
    return start(spec.with(RESUME, checkpoint.toUri().toString()), List.of());
  }

  /** What its operators have counted so far, by operator and counter. */
  public Map<String, Double> counters() throws IOException {
    say(JobMain.COUNTERS);
    Map<String, Double> counters = new TreeMap<>();
    for (String line = answers.readLine(); !JobMain.END.equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("the job has ended; see " + spec.directory());
      }
      int equals = line.lastIndexOf(" = ");
      if (equals > 0) {
        counters.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 3)));
      }
    }
    return counters;
  }

  /** Ends it as a crash would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      say(JobMain.STOP);
      process.onExit().join();
    }
  }

  private void say(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
  }

  private static ProcessBuilder command(JobSpec spec, List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xms1536m", "-Xmx1536m", "-XX:+UseParallelGC", "-XX:MaxDirectMemorySize=512m"));
    command.add("-XX:+UseTransparentHugePages");
    command.addAll(jvm);
    command.add("-Dkindred.log=" + spec.directory().resolve("job.log"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JobMain.class.getName());
    command.addAll(spec.arguments());
    File errors = spec.directory().resolve("job.err").toFile();
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors));
  }

  private static Optional<Path> latestCheckpoint(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(file -> file.resolveSibling(""));
    }
  }
}
