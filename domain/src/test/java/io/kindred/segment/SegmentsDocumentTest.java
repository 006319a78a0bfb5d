/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.TimeZoneName;
import io.kindred.segment.Evaluation.Answer;
import io.kindred.segment.Evaluation.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/segments.md} shows is what happens. */
class SegmentsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "segments.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```([\\w-]+)\n(.*?)```");

  private static List<String> blocks(String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(DOCUMENT));
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  private static Stream<Arguments> lines(String language) throws IOException {
    return blocks(language).stream()
        .flatMap(String::lines)
        .map(line -> line.split(" +--> ", 2))
        .map(parts -> Arguments.of(parts[0], parts[1]));
  }

  static Stream<Arguments> examples() throws IOException {
    return lines("pql");
  }

  static Stream<Arguments> examplesInBerlin() throws IOException {
    return lines("pql-berlin");
  }

  static Stream<Arguments> refusals() throws IOException {
    return lines("refused");
  }

  private static Given given() throws IOException {
    JsonNode given = FakeSubject.json(blocks("json").get(1));
    List<JsonNode> events = new ArrayList<>();
    given.path("events").forEach(events::add);
    return new Given(
        given.path("profile"),
        events,
        Instant.parse(given.path("now").asText()).toEpochMilli(),
        Map.of(),
        Set.of(given.path("memberships").path(0).asText()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void example_isWhatItSays(String pql, String expected) throws Exception {
    assertThatExample(pql, TimeZoneName.DEFAULT, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examplesInBerlin")
  void exampleInBerlin_isWhatItSays(String pql, String expected) throws Exception {
    assertThatExample(pql, ZoneId.of("Europe/Berlin"), expected);
  }

  private static void assertThatExample(String pql, ZoneId timeZone, String expected)
      throws Exception {
    Answer answer = Evaluation.of(pql, timeZone, given());

    if (expected.equals("unknown")) {
      assertThat(answer.value().isMissingNode()).as("%s is unknown", pql).isTrue();
    } else {
      assertThat(Comparison.same(answer.value(), FakeSubject.json(expected)))
          .as("%s is %s", pql, answer.value())
          .isTrue();
    }
    assertThat(Evaluation.of(PqlForm.toJson(pql), timeZone, given())).isEqualTo(answer);
    PqlFormTest.assertThatFormsAgree(pql);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusal_isWhatItSays(String pql, String expected) {
    assertThatThrownBy(() -> Pql.read(pql))
        .isInstanceOf(InvalidDefinition.class)
        .hasCauseInstanceOf(PqlProblem.class)
        .hasMessage(expected);
  }

  @Test
  void definition_isTaken() throws Exception {
    SegmentDefinition definition = SegmentDefinition.parse("gift", blocks("json").get(0));

    assertThat(SegmentSet.of(List.of(definition)).ids()).containsExactly("gift");
  }
}
