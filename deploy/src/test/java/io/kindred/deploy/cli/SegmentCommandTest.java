/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int segment(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "segment";
    System.arraycopy(args, 0, all, 1, args.length);
    return Kindred.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @Test
  void eval_printsValueAndType() throws IOException {
    String profile = file("profile.json", "{\"orders\": [{\"price\": 2}, {\"price\": 3}]}");
    String events =
        file(
            "events.jsonl",
            """
            {"timestamp": "2026-03-01T00:00:00Z", "k": 1}
            {"timestamp": "2026-03-05T00:00:00Z", "k": 2}
            """);

    String pql = "orders.sum(price) + xEvent[timestamp occurs <= 7 days before now].count() + X";
    String bound = "X=" + file("x.json", "100");
    int exit =
        segment(
            "eval",
            "--expression",
            pql,
            "--profile",
            profile,
            "--events",
            events,
            "--bind",
            bound,
            "--now",
            "2026-03-10T00:00:00Z");

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString().strip()).isEqualTo("{\"value\":106,\"type\":\"integer\"}");
  }

  @Test
  void eval_bindsTheProfileAsItsParameter() throws IOException {
    String bound = "$1=" + file("p.json", "{\"a\": {\"b\": 5}}");

    assertThat(segment("eval", "--expression", "$1.a.b = a.b", "--bind", bound)).isZero();
    assertThat(out.toString().strip()).isEqualTo("{\"value\":true,\"type\":\"boolean\"}");
  }

  @Test
  void eval_readsATreeToo() {
    String tree = "{\"nodeType\": \"literal\", \"literalType\": \"Integer\", \"value\": 7}";

    assertThat(segment("eval", "--expression", tree)).isZero();
    assertThat(segment("eval", "--expression", "{\"a\": 7}.get(\"a\")")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"value\":7,\"type\":\"integer\"}", "{\"value\":7,\"type\":\"integer\"}");
  }

  @Test
  void eval_saysWhereAnExpressionIsNotValid() {
    assertThat(segment("eval", "--expression", "a = 1 and\n b = = 2")).isEqualTo(2);
    assertThat(err.toString()).startsWith("2:6: found '='; expected an expression");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void eval_readsManyInOrder() throws IOException {
    String lines =
        file(
            "cases.jsonl",
            """
            {"id": "a", "pql": "x + 1", "profile": {"x": 2}}
            {"id": 2, "pql": "x.foo()"}
            {"id": "c", "pql": "inSegment('s') and not inSegment('t')", "memberships": ["s"], \
            "profile": {"segmentMembership": {"ups": {"t": {"status": "exited"}}}}}
            {"id": "d", "pql": "x > 1"}
            {"id": "e", "pql": "t occurs today", "bind": {"t": "2026-03-10T05:00:00Z"}, \
            "now": "2026-03-10T06:00:00Z"}
            {"id": "f", "pql": {"nodeType": "literal", "literalType": "Integer", "value": 7}}
            no JSON
            {"id": "g", "pql": 5}
            {"id": "h"}
            """);

    assertThat(segment("eval", "--expressions", lines)).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("{\"id\":\"a\",\"value\":3,\"type\":\"integer\"}"),
            line ->
                assertThat(line)
                    .startsWith("{\"id\":2,\"error\":\"found 'foo'; expected a function: ")
                    .endsWith("\"line\":1,\"column\":3}"),
            line ->
                assertThat(line).isEqualTo("{\"id\":\"c\",\"value\":true,\"type\":\"boolean\"}"),
            line ->
                assertThat(line).isEqualTo("{\"id\":\"d\",\"value\":null,\"type\":\"boolean\"}"),
            line ->
                assertThat(line).isEqualTo("{\"id\":\"e\",\"value\":true,\"type\":\"boolean\"}"),
            line -> assertThat(line).isEqualTo("{\"id\":\"f\",\"value\":7,\"type\":\"integer\"}"),
            line -> assertThat(line).contains("\"error\":\"line: not JSON"),
            line -> assertThat(line).contains("/pql: 5 is not text or an object"),
            line -> assertThat(line).contains("/pql: nothing is not text or an object"));
  }

  /** Each line on its own: what is wrong with one is its answer, and the next one has another. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"events\": 5 | /events: 5 is not an array of objects",
        "\"events\": {\"timestamp\": 1} | /events: {\"timestamp\":1} is not an array of objects",
        "\"events\": [{}, 5] | /events/1: 5 is not an object",
        "\"profile\": [1] | /profile: [1] is not an object",
        "\"profile\": \"a\" | /profile: \"a\" is not an object",
        "\"bind\": [\"a\"] | /bind: [\"a\"] is not an object",
        "\"memberships\": \"vip\" | /memberships: \"vip\" is not an array of texts",
        "\"memberships\": {\"a\": \"vip\"} | /memberships: {\"a\":\"vip\"} is not an array of texts",
        "\"memberships\": [\"vip\", 7] | /memberships/1: 7 is not text",
        "\"now\": \"soon\" | /now: \"soon\" is not an instant such as 2026-01-31T12:00:00Z",
        "\"now\": [] | /now: [] is not an instant such as 2026-01-31T12:00:00Z",
        "\"now\": true | /now: true is not an instant such as 2026-01-31T12:00:00Z",
        "\"now\": 1.5 | /now: 1.5 is not an instant such as 2026-01-31T12:00:00Z",
        "\"now\": 9223372036854775807 | /now: \"9223372036854775807\" is not an instant up to the year"
            + " 9999",
        "\"now\": -9223372036854775808 | /now: \"-9223372036854775808\" is not an instant up to",
      })
  void eval_refusesALineOfWhichAFieldIsOfAnotherType(String field, String problem)
      throws IOException {
    String lines =
        file(
            "cases.jsonl",
            "{\"id\": 1, \"pql\": \"x occurs today\", %s}%n{\"id\": 2, \"pql\": \"1\"}%n"
                .formatted(field));

    assertThat(segment("eval", "--expressions", lines)).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line.replace("\\\"", "\""))
                    .startsWith("{\"id\":1,\"error\":\"" + problem),
            line -> assertThat(line).isEqualTo("{\"id\":2,\"value\":1,\"type\":\"integer\"}"));
  }

  @Test
  void eval_takesNullForAbsent() throws IOException {
    String lines =
        file(
            "cases.jsonl",
            "{\"id\": 1, \"pql\": \"xEvent.count()\", \"events\": null, \"profile\": null,"
                + " \"bind\": null, \"memberships\": null, \"now\": null}");

    assertThat(segment("eval", "--expressions", lines)).isZero();
    assertThat(out.toString().strip()).isEqualTo("{\"id\":1,\"value\":0,\"type\":\"integer\"}");
  }

  @Test
  void eval_refusesAProfileThatIsNoObjectAndAMomentThatIsNone() throws IOException {
    String profile = file("profile.json", "[1]");

    assertThat(segment("eval", "--expression", "a", "--profile", profile)).isEqualTo(2);
    assertThat(segment("eval", "--expression", "a", "--now", "soon")).isEqualTo(2);
    assertThat(err.toString())
        .contains(profile + ": [1] is not an object", "--now: \"soon\" is not an instant such as");
  }

  /** An object of the language is no tree, whatever it says. */
  @Test
  void eval_readsAnObjectInTextAsText() {
    String text = "{\"nodeType\": \"literal\"}.get(\"nodeType\")";

    assertThat(segment("eval", "--expression", text)).isZero();
    assertThat(out.toString().strip()).isEqualTo("{\"value\":\"literal\",\"type\":\"string\"}");
  }

  @Test
  void eval_countsDaysByTheCalendarOfATimeZone() throws IOException {
    String profile = file("profile.json", "{\"t\": \"2026-03-10T23:30:00Z\"}");
    String[] eval = {
      "eval",
      "--expression",
      "t occurs today",
      "--profile",
      profile,
      "--now",
      "2026-03-11T09:00:00Z"
    };
    assertThat(segment(eval)).isZero();
    assertThat(segment(with(eval, "--time-zone", "Europe/Berlin"))).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"value\":false,\"type\":\"boolean\"}", "{\"value\":true,\"type\":\"boolean\"}");
    assertThat(segment(with(eval, "--time-zone", "Berlin"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("--time-zone: \"Berlin\" is not the IANA name of a time zone");
  }

  @Test
  void eval_readsATimeZoneInEachLine() throws IOException {
    String line =
        "{\"id\": %s, \"pql\": \"x.getDayOfMonth()\", \"profile\": {\"x\":"
            + " \"2026-03-10T23:30:00Z\"}%s}\n";
    String lines =
        file(
            "cases.jsonl",
            line.formatted(1, "")
                + line.formatted(2, ", \"timeZone\": \"America/New_York\"")
                + line.formatted(3, ", \"timeZone\": \"New York\""));

    assertThat(segment("eval", "--expressions", lines, "--time-zone", "Europe/Berlin")).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            berlin -> assertThat(berlin).startsWith("{\"id\":1,\"value\":11,"),
            newYork -> assertThat(newYork).startsWith("{\"id\":2,\"value\":10,"),
            none ->
                assertThat(none)
                    .startsWith("{\"id\":3,\"error\":\"/timeZone: \\\"New York\\\" is not"));
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void convert_goesBothWays() {
    assertThat(segment("convert", "a.b > 1")).isZero();
    assertThat(segment("convert", out.toString().strip())).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            tree -> assertThat(tree).startsWith("{\"nodeType\":\"fnApply\",\"fnName\":\">\""),
            text -> assertThat(text).isEqualTo("a.b > 1"));
    assertThat(segment("convert", "a >")).isEqualTo(2);
    assertThat(err.toString()).startsWith("1:4: found the end");
  }

  @Test
  void explain_ofFiles() throws IOException {
    String recent =
        file(
            "recent.json",
            """
            {"name": "R", "expression": {"type": "PQL", "format": "pql/text",
             "value": "a > 1 and xEvent[timestamp occurs <= 7 days before now]"}}
            """);
    String profile = file("profile.json", "{\"a\": 2}");
    String events = file("events.json", "[{\"timestamp\": \"2026-03-01T00:00:00Z\"}]");

    int exit =
        segment(
            "explain",
            "--segment=recent",
            "--definitions=" + recent,
            "--profile=" + profile,
            "--events=" + events,
            "--now=2026-03-05T00:00:00Z");

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString().lines())
        .startsWith("in", "  + a > 1 and xEvent[timestamp occurs <= 7 days before now]")
        .contains("leaves by time alone at 2026-03-08T00:00:00.001Z");
  }

  @Test
  void explain_saysWhatIsMissing() throws IOException {
    String one =
        file(
            "one.json",
            "{\"name\": \"O\", \"expression\":"
                + " {\"type\": \"PQL\", \"format\": \"pql/text\", \"value\": \"a\"}}");

    assertThat(segment("explain", "--segment=two", "--definitions=" + one)).isEqualTo(2);
    assertThat(err.toString()).contains("--segment: \"two\" is none of [one]");
    assertThat(segment("explain", "--segment=one")).isEqualTo(2);
    assertThat(segment("explain", "--segment=one", "nobody")).isEqualTo(2);
    assertThat(segment("explain", "--segment=one", "A:b", "--url=http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("give either", "is not NAMESPACE:ID", "nobody answers");
  }

  @Test
  void check_takesWhatIsValid() throws IOException {
    String definition =
        """
        {"id": "%s", "name": "V", "evaluationInfo": {}, "expression": {"type": "PQL",
         "format": "pql/text", "value": "%s"}}
        """;
    String both =
        file(
            "both.json",
            "[" + definition.formatted("a", "x") + "," + definition.formatted("b", "y > 1") + "]");
    String text = file("c.pql", "inSegment('elsewhere') and z.count() > 2");

    assertThat(segment("check", both, text)).isZero();
    assertThat(out.toString().strip()).isEqualTo("3 valid");
  }

  @Test
  void check_namesTheTimeZoneThatIsNone() throws IOException {
    String definition =
        """
        {"name": "V", "timeZone": "%s", "expression": {"type": "PQL", "format": "pql/text",
         "value": "t occurs today"}}
        """;

    assertThat(segment("check", file("a.json", definition.formatted("Europe/Berlin")))).isZero();
    assertThat(segment("check", file("b.json", definition.formatted("Berlin")))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("/timeZone: \"Berlin\" is not the IANA name of a time zone");
  }

  @Test
  void check_saysWhatIsNot() throws IOException {
    String bad = file("bad.pql", "a =\n");
    String schema =
        file("schema.json", "{\"properties\": {\"loyalty\": {\"properties\": {\"tier\": {}}}}}");
    String typo = file("typo.pql", "loyalty.teir = 'gold'");

    assertThat(segment("check", bad)).isEqualTo(2);
    assertThat(err.toString()).startsWith("1:4: found the end; expected an expression");

    assertThat(segment("check", bad, typo, "--schema", schema)).isEqualTo(2);
    assertThat(err.toString())
        .contains(bad + ": 1:4: found the end; expected an expression")
        .contains(typo + ": 1:9: found 'teir'; expected a field that a schema has, perhaps 'tier'");
  }
}
