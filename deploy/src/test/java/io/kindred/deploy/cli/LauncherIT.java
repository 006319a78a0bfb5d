/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher: in the distribution as it was just packed, and in a small checkout in which Maven
 * and Java are scripts that note how they were called.
 */
class LauncherIT {

  private static final Path LAUNCHER = Path.of("kindred").toAbsolutePath();

  /** Has a space in it, as people's folders have. */
  private Path root;

  private Path calls;

  @BeforeEach
  void checkout(@TempDir Path directory) throws IOException {
    root = Files.createDirectories(directory.resolve("my checkout"));
    calls = directory.resolve("calls");
    Files.writeString(root.resolve("pom.xml"), "<project>\n  <version>7</version>\n</project>");
    Files.createDirectories(root.resolve("deploy/src/main/java"));
    Files.writeString(root.resolve("deploy/pom.xml"), "<project/>");
    Files.copy(LAUNCHER, root.resolve("deploy/kindred"));
    script("java home/bin/java", "printf 'java %s\\n' \"${!#}\"");
    script(
        "tools/mvn",
        "echo mvn >> '" + calls + "'",
        "sleep 0.3",
        "[ -e \"" + root + "/broken\" ] && { echo '[ERROR] no such symbol'; exit 1; }",
        "built=\"" + root + "/deploy/target/kindred-7\"",
        "mkdir -p \"$built/bin\" \"$built/lib\"",
        "touch \"$built/bin/kindred\"");
  }

  @Test
  void theDistributionRunsFromAnywhereAndThroughLinks(@TempDir Path elsewhere) throws Exception {
    Path link =
        Files.createSymbolicLink(
            elsewhere.resolve("a link"), distribution().resolve("bin/kindred"));

    Outcome version = run(elsewhere, link, "version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("kindred ");
    assertThat(version.err()).isEmpty();
  }

  @Test
  void theDistributionHasItsPartsTogether() throws Exception {
    assertThat(distribution().resolve("jobs/profile-job.jar")).isNotEmptyFile();
    assertThat(distribution().resolve("jobs/contribution-job.jar")).isNotEmptyFile();
    assertThat(distribution().resolve("samples/luma.json")).isNotEmptyFile();
    assertThat(distribution().resolve("conf/log4j2.properties")).isNotEmptyFile();
    assertThat(distribution().resolve("LICENSE")).isNotEmptyFile();
  }

  @Test
  void anInvalidScenarioLeavesTheStandardOutputEmpty(@TempDir Path elsewhere) throws Exception {
    Path scenario = Files.writeString(elsewhere.resolve("x.json"), "{\"nme\": \"x\"}");

    Outcome replay =
        run(elsewhere, distribution().resolve("bin/kindred"), "replay", scenario.toString());

    assertThat(replay.exitCode()).isEqualTo(2);
    assertThat(replay.out()).isEmpty();
    assertThat(replay.err()).contains("kindred: " + scenario + ": /name: missing");
  }

  @Test
  void aCheckoutIsBuiltOnceUntilASourceChanges() throws Exception {
    assertThat(kindred().err()).startsWith("kindred: building").hasLineCount(1);
    assertThat(kindred().err()).isEmpty();
    assertThat(mavenCalls()).isEqualTo(1);

    Path source = Files.writeString(root.resolve("deploy/src/main/java/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

    assertThat(kindred().err()).startsWith("kindred: building");
    assertThat(mavenCalls()).isEqualTo(2);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Process first = start(root, root.resolve("deploy/kindred"), "version");
    Process second = start(root, root.resolve("deploy/kindred"), "version");

    assertThat(outcome(first).exitCode()).isZero();
    assertThat(outcome(second).exitCode()).isZero();
    assertThat(mavenCalls()).isEqualTo(1);
    assertThat(root.resolve("deploy/target/.kindred-building")).doesNotExist();
  }

  @Test
  void aBuildThatFailsSaysWhyAndIsTriedAgain() throws Exception {
    Files.createFile(root.resolve("broken"));

    Outcome failed = kindred();
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("no such symbol", "kindred: the build failed");

    Files.delete(root.resolve("broken"));
    assertThat(kindred().exitCode()).isZero();
  }

  private Outcome kindred() throws Exception {
    return run(root, root.resolve("deploy/kindred"), "version");
  }

  private long mavenCalls() throws IOException {
    return Files.readString(calls).lines().count();
  }

  private Outcome run(Path where, Path launcher, String... arguments) throws Exception {
    return outcome(start(where, launcher, arguments));
  }

  private Process start(Path where, Path launcher, String... arguments) throws IOException {
    Stream<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command.toList()).directory(where.toFile());
    if (launcher.startsWith(root)) {
      builder.environment().put("JAVA_HOME", root.resolve("java home").toString());
      builder.environment().merge("PATH", root.resolve("tools") + ":", (path, mvn) -> mvn + path);
    } else {
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    }
    return builder.start();
  }

  private static Outcome outcome(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out, err);
  }

  private void script(String path, String... lines) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path distribution() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> found =
          files
              .filter(file -> Files.exists(file.resolve("bin/kindred")))
              .map(Path::toAbsolutePath)
              .toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private record Outcome(int exitCode, String out, String err) {}
}
