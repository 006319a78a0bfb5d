/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AttributeCommandTest {

  private static final String HEADER = "path,total_conversions,total_conversion_value,total_null\n";

  private static final String PATHS =
      HEADER
          + "search > social > mail,4,10.5,6\n"
          + "social > social > search,2,3.25,8\n"
          + "mail,1,0.25,30\n"
          + "display > mail,0,0,5\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "first      | search 4 10.5 | social 2 3.25 | mail 1 0.25",
        "last       | search 2 3.25 | social 0 0 | mail 5 10.75",
        "linear     | search 2 4.583333333333333 | social 2.6666666666666665 5.666666666666667"
            + " | mail 2.333333333333333 3.75",
        "position   | search 2.4 5.5 | social 2 4.05 | mail 2.6 4.45",
        "shapley    | search 2.333333333333333 5.125 | social 2.333333333333333 5.125"
            + " | mail 2.333333333333333 3.75"
      })
  void attribute_givesEachChannelItsShare(String model, String one, String two, String three)
      throws IOException {
    assertThat(attribute(write(PATHS), "--model", model)).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(5).startsWith("channel,conversions,value");
    assertThat(lines.get(4)).isEqualTo("display,0,0");
    List<String> expected = List.of(one, two, three);
    for (int i = 0; i < expected.size(); i++) {
      same(lines.get(i + 1), expected.get(i).strip().replace(' ', ','));
    }
  }

  @Test
  void attribute_timeDecayTakesTouchesForSteps() throws IOException {
    Path file = write(HEADER + "a > b > c,7,14,0\n");

    assertThat(attribute(file, "--model", "time-decay", "--half-life", "1")).isZero();

    List<String> lines = out.toString().lines().toList();
    same(lines.get(1), "a,1,2");
    same(lines.get(2), "b,2,4");
    same(lines.get(3), "c,4,8");
  }

  @Test
  void attribute_lastNonDirectPassesDirectOver() throws IOException {
    Path file = write(HEADER + "a > direct > (none),5,1,0\n");

    assertThat(attribute(file, "--model", "last-non-direct", "--direct=direct", "--direct=(none)"))
        .isZero();

    assertThat(out.toString().lines())
        .containsExactly("channel,conversions,value", "a,5,1", "direct,0,0", "(none),0,0");
  }

  /** By hand, as in the tests of the model. */
  @Test
  void attribute_markovByOrderAndNulls() throws IOException {
    Path file = write(HEADER + "a>b,1,7,0\na,0,0,1\nb,0,0,1\n");

    assertThat(attribute(file, "--model", "MARKOV", "--nulls", "--order", "1")).isZero();
    assertThat(attribute(file, "--model", "markov")).isZero();

    List<String> lines = out.toString().lines().toList();
    same(lines.get(1), "a,0.3333333333333333,2.3333333333333333");
    same(lines.get(2), "b,0.6666666666666667,4.6666666666666667");
    same(lines.get(4), "a,0.5,3.5");
    same(lines.get(5), "b,0.5,3.5");
  }

  @Test
  void attribute_readsWhatPeopleWrite() throws IOException {
    List<String> lines =
        List.of(
            "\uFEFFtotal_null;\"total_conversion_value\";more;path;total_conversions",
            "",
            "0;1.5;x;\"  Bücher, \"\"neu\"\" |b||b \";1e+05",
            "   ",
            "0;0.000000001;;  ;2");
    Path file = write(String.join("\r\n", lines));

    assertThat(attribute(file, "--model", "linear", "--delimiter", ";", "--touch-separator", "|"))
        .isZero();

    List<String> rows = out.toString().lines().toList();
    assertThat(rows).hasSize(4);
    same(rows.get(1).replace("\"Bücher, \"\"neu\"\"\"", "x"), "x,33333.333333333336,0.5");
    same(rows.get(2), "b,66666.66666666667,1");
    assertThat(rows.get(3)).isEqualTo("(unattributed),2,0.000000001");
  }

  @Test
  void attribute_ignoresAnySpaceAroundATouch() throws IOException {
    Path file = write(HEADER + "\u00a0paid search\u3000>\t\u2003paid search \u00a0,3,1,0\n");

    assertThat(attribute(file, "--model", "linear")).isZero();

    assertThat(out.toString().lines())
        .containsExactly("channel,conversions,value", "paid search,3,1");
  }

  @Test
  void attribute_ofOneChannelLosesNothing() throws IOException {
    Path file = write(HEADER + "a > a,9007199254740991,0.1,9007199254740992\na,1,123456789.25,0\n");

    for (String model : List.of("linear", "markov", "shapley", "position")) {
      out.getBuffer().setLength(0);
      assertThat(attribute(file, "--model", model, "--nulls")).isZero();
      assertThat(out.toString().lines().toList().get(1))
          .isEqualTo("a,9007199254740992,123456789.35");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,-1,0,0      | line 3, column total_conversions: \"-1\" is not a whole number from 0 to"
            + " 9007199254740992",
        "a,1.5,0,0     | line 3, column total_conversions: \"1.5\" is not a whole number",
        "a,1e30,0,0    | line 3, column total_conversions: \"1e30\" is not a whole number",
        "a,,0,0        | line 3, column total_conversions: \"\" is not a whole number",
        "a,1,NaN,0     | line 3, column total_conversion_value: \"NaN\" is not a number from 0 to"
            + " 1000000000000000",
        "a,1,-0.5,0    | line 3, column total_conversion_value: \"-0.5\" is not a number",
        "a,1,1e999,0   | line 3, column total_conversion_value: \"1e999\" is not a number",
        "a,1,0,NA      | line 3, column total_null: \"NA\" is not a whole number",
        "a,1,0         | line 3, 3 columns: \"a, 1, 0\"; expected 4, as in the header",
        "a,1,0,0,0     | line 3, 5 columns: \"a, 1, 0, 0, 0\"; expected 4, as in the header",
        "\"a\"b,1,0,0  | line 3: not CSV: "
      })
  void attribute_namesWhatItCannotTake(String line, String problem) throws IOException {
    Path file = write(HEADER + "a,1,1,1\n" + line + "\n");

    assertThat(attribute(file, "--model", "first")).isEqualTo(2);

    assertThat(err.toString()).startsWith("kindred: " + file + ": " + problem).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void attribute_countsLinesThroughQuotedBreaks() throws IOException {
    Path file = write(HEADER + "\"a\n>b\",1,1,1\n\n\na,x,1,1\n");

    assertThat(attribute(file, "--model", "first")).isEqualTo(2);

    assertThat(err.toString()).contains(": line 6, column total_conversions: \"x\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "path,total_conversions,total_value\n", "path,path,path\n"})
  void attribute_namesTheColumnThatIsMissing(String text) throws IOException {
    Path file = write(text);

    assertThat(attribute(file, "--model", "first")).isEqualTo(2);

    assertThat(err.toString()).contains(file.toString()).containsAnyOf("missing", "empty", "twice");
  }

  @Test
  void attribute_needsNullsOnlyWhereTheyAreAskedFor() throws IOException {
    Path file = write("path,total_conversions,total_conversion_value\na,1,2\n");

    assertThat(attribute(file, "--model", "markov")).isZero();
    assertThat(attribute(file, "--model", "markov", "--nulls")).isEqualTo(2);

    assertThat(err.toString()).contains("column total_null: missing");
  }

  @Test
  void attribute_namesAFileThatIsNotThereOrNotText() throws IOException {
    assertThat(attribute(directory.resolve("no.csv"), "--model", "first")).isEqualTo(2);
    Path latin = directory.resolve("latin.csv");
    Files.write(latin, (HEADER + "bücher,1,1,1\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(attribute(latin, "--model", "first")).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "kindred: " + directory.resolve("no.csv") + ": cannot be read (NoSuchFileException)",
            "kindred: " + latin + ": not UTF-8");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--model best                     | Invalid value for option '--model'",
        "--model markov --order 0         | --order: 0 is not a number from 1 to 10",
        "--model first --delimiter ab     | --delimiter: \"ab\" is not one character",
        "--model time-decay --half-life 0 | --half-life: 0.0 is not a number above 0"
      })
  void attribute_refusesOptions(String options, String problem) throws IOException {
    assertThat(attribute(write(PATHS), options.split(" ", -1))).isEqualTo(2);

    assertThat(err.toString()).startsWith("kindred: " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "markov"})
  void attribute_takesLargeFiles(String model) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 100_000; i++) {
      text.append("c").append(random.nextInt(40));
      for (int touches = random.nextInt(8); touches > 0; touches--) {
        text.append(" > c").append(random.nextInt(40));
      }
      text.append(",1000000,2.5,30000000\n");
    }

    assertThat(attribute(write(text.toString()), "--model", model, "--nulls")).isZero();

    double total =
        out.toString()
            .lines()
            .skip(1)
            .mapToDouble(l -> Double.parseDouble(l.split(",", -1)[1]))
            .sum();
    assertThat(total).isCloseTo(1e11, within(1e-3));
  }

  private static void same(String line, String expected) {
    String[] found = line.split(",", -1);
    String[] wanted = expected.split(",", -1);
    assertThat(found[0]).isEqualTo(wanted[0]);
    for (int i = 1; i < 3; i++) {
      double number = Double.parseDouble(wanted[i]);
      assertThat(Double.parseDouble(found[i]))
          .as(line)
          .isCloseTo(number, within(Math.max(1e-15, number * 1e-14)));
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("paths.csv"), text);
  }

  private int attribute(Path file, String... options) {
    CommandLine kindred = Kindred.commandLine();
    kindred.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    Stream<String> arguments =
        Stream.concat(Stream.of("attribute", "--paths", file.toString()), Stream.of(options));
    return kindred.execute(arguments.toArray(String[]::new));
  }
}
