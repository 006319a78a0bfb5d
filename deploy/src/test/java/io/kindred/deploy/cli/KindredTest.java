/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KindredTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void version_namesWhatItIsBuiltFrom() {
    assertThat(kindred("version")).isZero();
    assertThat(out.toString()).startsWith("kindred ").contains("flink ", "kafka ", "java 1");
    assertThat(out.toString()).doesNotContain("${");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "local --help",
        "replay --help",
        "explain --help",
        "attribute --help",
        "version --help"
      })
  void help_hasExamples(String command) {
    assertThat(kindred(command.split(" "))).isZero();
    assertThat(out.toString()).contains("Example").contains("  kindred ");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest(name = "kindred {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                       | no command given",
        "dance                    | Unmatched argument at index 0: 'dance'",
        "replay                   | Missing required parameter: 'SCENARIO.json'",
        "explain ECID:1           | Missing required parameter: 'NS:ID'",
        "replay a.json --timeout 5x | --timeout: \"5x\" is not "
            + "a time such as 30s, 5m, 1h30m or PT1H30M, more than nothing and at most 24h",
        "local --http-port high   | Invalid value for option '--http-port': 'high' is not an int",
        "local --http-port 70000  | --http-port: 70000 is not a number from 0 to 65535",
        "local --parallelism 0    | --parallelism: 0 is not a number from 1 to 64",
        "local --sandbox a.b      | --sandbox: \"a.b\" is not 1 to 100 letters, digits, '-' or '_'"
      })
  void arguments_refusedInOneLineAndAHint(String command, String message) {
    assertThat(kindred(command.isEmpty() ? new String[0] : command.split(" +"))).isEqualTo(2);
    assertThat(err.toString().lines().toList()).hasSize(2).first().isEqualTo("kindred: " + message);
    assertThat(err.toString()).contains("--help");
  }

  @Test
  void replay_namesAllThatIsInvalidBeforeItStarts(@TempDir Path directory) throws IOException {
    Path typo = scenario(directory, "typo", "{\"name\": \"a\", \"evnts\": []}");
    Path segment =
        scenario(
            directory,
            "segment",
            "{\"name\": \"b\", \"definitions\": [{\"kind\": \"segment\", \"id\": \"s\","
                + " \"name\": \"S\", \"expression\": {\"type\": \"PQL\", \"format\": \"pql/text\","
                + " \"value\": \"loyalty.tier = \"}}]}");

    assertThat(kindred("replay", typo.toString(), segment.toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains("kindred: " + typo + ": /evnts: unknown field")
        .contains("kindred: " + segment + ": ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void replay_diffWithInvalidSettings_startsNothing(@TempDir Path directory) throws IOException {
    Path settings = scenario(directory, "settings", "{\"limit\": \"many\"}");
    Path fine = scenario(directory, "fine", "{\"name\": \"fine\"}");

    assertThat(kindred("replay", "--diff", settings.toString(), fine.toString())).isEqualTo(2);

    assertThat(err.toString())
        .endsWith(
            "kindred: " + settings + ": /limit: \"many\" is not a whole number from 2 to 1000\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void replay_saysWhichDirectoryItCannotCreate(@TempDir Path directory) throws IOException {
    Path scenario = scenario(directory, "fine", "{\"name\": \"fine\"}");
    Path out = scenario.resolve("out");

    assertThat(kindred("replay", scenario.toString(), "--out", out.toString())).isEqualTo(1);

    assertThat(err.toString().lines())
        .last()
        .isEqualTo("kindred: --out: the directory " + out + " cannot be created");
  }

  @Test
  void local_takenPortIsOneLineAndNothingRuns(@TempDir Path directory) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      int exitCode =
          kindred(
              "local --no-sample --kafka-port 0 --flink-port 0 --http-port".split(" "),
              port,
              "--data",
              directory.toString());

      assertThat(exitCode).isEqualTo(1);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines(
              "kindred: port "
                  + port
                  + ", wanted for lookups (--http-port), is taken or not allowed");
      assertThat(directory.resolve("kafka")).doesNotExist();
    }
  }

  private int kindred(String[] begin, String... end) {
    String[] arguments = new String[begin.length + end.length];
    System.arraycopy(begin, 0, arguments, 0, begin.length);
    System.arraycopy(end, 0, arguments, begin.length, end.length);
    return kindred(arguments);
  }

  private int kindred(String... arguments) {
    CommandLine command = Kindred.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private static Path scenario(Path directory, String name, String json) throws IOException {
    return Files.writeString(directory.resolve(name + ".json"), json);
  }
}
