/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.TimeZoneName;
import io.kindred.segment.Evaluation.Answer;
import io.kindred.segment.Evaluation.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trees of every form within every other, and broken ones. {@code -Dkindred.pql.seeds=N} draws
 * more.
 */
class PqlTreeTest {

  private static final int DEPTH = 4;
  private static final int BREAKS = 8;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("kindred.pql.seeds", 800));
  }

  /** What comes of something that may be refused: nothing then, but never another failure. */
  private interface Reading<T> {
    T read() throws InvalidDefinition;
  }

  private static <T> Optional<T> outcome(Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (InvalidDefinition refused) {
      assertThat(refused.getCause()).as(refused.getMessage()).isInstanceOf(PqlProblem.class);
      return Optional.empty();
    }
  }

  private static Optional<Expression> meaning(Reading<Syntax> syntax) {
    Surroundings nothing = Surroundings.binding(Map.of(), Calendar.UTC);
    return outcome(() -> Pql.read(syntax.read(), nothing).expression());
  }

  private static Optional<Answer> value(Reading<Answer> answer) {
    return outcome(answer);
  }

  private static String drawn(Random random) {
    RandomSyntax syntax = new RandomSyntax(random);
    String text = syntax.expression(DEPTH);
    while (outcome(PqlTreeTest.syntax(text)).isEmpty()) {
      text = syntax.expression(DEPTH);
    }
    return text;
  }

  private static Reading<Syntax> syntax(String text) {
    return () -> Pql.syntax(text);
  }

  private static Given given(Random random) {
    RandomValues values = new RandomValues(random);
    List<JsonNode> events = List.of(values.event(), values.event(), values.event());
    return new Given(values.profile(), events, RandomValues.NOW, Map.of(), Set.of("s"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tree_meansWhatItsTextMeans(long seed) throws Exception {
    Random random = new Random(seed);
    String text = drawn(random);
    JsonNode tree = PqlForm.toJson(text);
    String back = PqlForm.toText(tree);

    String as = "seed %d: %s as %s and back %s".formatted(seed, text, tree, back);
    assertThat(PqlForm.toJson(back)).as(as).isEqualTo(tree);
    assertThat(meaning(syntax(back))).as(as).isEqualTo(meaning(syntax(text)));
    assertThat(meaning(() -> PqlForm.syntax(tree))).as(as).isEqualTo(meaning(syntax(text)));
    for (int people = 0; people < 3; people++) {
      Given given = given(random);
      Optional<Answer> answer = value(() -> Evaluation.of(text, given));
      assertThat(value(() -> Evaluation.of(back, given))).as(as).isEqualTo(answer);
      assertThat(value(() -> Evaluation.of(tree, given))).as(as).isEqualTo(answer);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void brokenTree_isReadOrRefused(long seed) throws Exception {
    Random random = new Random(seed);
    ObjectNode tree = PqlForm.toJson(drawn(random));
    Given given = given(random);
    BrokenTree broken = new BrokenTree(random);
    for (int i = 0; i < BREAKS; i++) {
      JsonNode other = broken.of(tree);
      try {
        assertThatItIsReadOrRefused(other, given);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ": " + other, e);
      }
    }
  }

  private static void assertThatItIsReadOrRefused(JsonNode tree, Given given)
      throws InvalidDefinition {
    Optional<String> text = outcome(() -> PqlForm.toText(tree));
    Optional<Answer> answer = value(() -> Evaluation.of(tree, TimeZoneName.DEFAULT, given));
    if (text.isEmpty()) {
      assertThat(answer).as("%s", tree).isEmpty();
      return;
    }
    String back = text.get();
    assertThat(outcome(syntax(back))).as("%s is read as %s", tree, back).isPresent();
    assertThat(PqlForm.toText(PqlForm.toJson(back))).as("%s", tree).isEqualTo(back);
    assertThat(value(() -> Evaluation.of(back, given))).as("%s: %s", tree, back).isEqualTo(answer);
  }

  @Test
  void refusal_namesTheNode() {
    assertThat(problem(tree("a.startWith('b')")))
        .startsWith("/fnName: found 'startWith'; expected a function, perhaps startsWith");
    assertThat(problem(tree("a.count() > 'b'")))
        .startsWith("/params/1/value: found 'b'; expected a number as on the left");
  }

  private static JsonNode tree(String text) {
    return outcome(() -> PqlForm.toJson(text)).orElseThrow();
  }

  private static String problem(JsonNode tree) {
    try {
      Given nothing = new Given(FakeSubject.json("{}"), List.of(), 0, Map.of(), Set.of());
      return "a value: " + Evaluation.of(tree, nothing);
    } catch (InvalidDefinition refused) {
      return refused.getMessage();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'nodeType': 'literal', 'literalType': 'Integer'} | /value: found 'nothing'; expected a"
            + " number",
        "{'nodeType': 'literal', 'literalType': 'Integer', 'value': '5'} | /value: found '5';"
            + " expected a number",
        "{'nodeType': 'literal', 'literalType': 'String', 'value': 5} | /value: found '5'; expected"
            + " a text",
        "{'nodeType': 'literal', 'literalType': 'Boolean', 'value': 1} | /value: found '1';"
            + " expected true or false",
        "{'nodeType': 'literal', 'literalType': 'List', 'value': 'x'} | /value: found 'x'; expected"
            + " an array",
        "{'nodeType': 'literal', 'literalType': 'Null', 'value': 7} | /value: found '7'; expected"
            + " null",
        "{'nodeType': 'list'} | /items: found 'nothing'; expected an array",
        "{'nodeType': 'object', 'fields': []} | /fields: found '[]'; expected an object",
        "{'nodeType': 'object', 'fields': {'a/b': {}}} | /fields/a~1b: found '{}'; expected an"
            + " object with a text as its nodeType",
        "{'nodeType': 'fnApply', 'fnName': 'and', 'params': {'a': 1}} | /params: found '{}';"
            + " expected an array",
        "{'nodeType': 'fnApply', 'fnName': 'a b', 'params': []} | /fnName: found 'a b'; expected"
            + " the name of a function",
        "{'nodeType': 'let', 'varName': 'not'} | /value: found 'nothing'; expected",
        "{'nodeType': 'lambda', 'parameters': []} | /: found 'lambda'; expected parameters",
        "{'nodeType': 'lambda', 'parameters': [5]} | /parameters/0: found '5'; expected a name",
        "{'nodeType': 'list', 'items': [{'nodeType': 'lambda'}]} | /items/0: found 'lambda';"
            + " expected a value",
        "{'nodeType': 'select', 'variables': []} | /: found 'select'; expected variables",
        "{'nodeType': 'parameterReference', 'position': 1.5} | /: found 'parameterReference';"
            + " expected a whole number from 1 to 99 as its position",
      })
  void brokenTree_isRefusedByItsPointer(String tree, String problem) throws Exception {
    assertThat(problem(FakeSubject.json(tree.replace('\'', '"')))).startsWith(problem);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "IF(a, 1, 2) = CURRENTMONTH()",
        "a occurs <= 99999999999 milliseconds before now",
        "orders[this = 1 and this.get('a b') = 2]",
        "a matches 'b' and c not like 'd%'",
        "$1.this.a = 1 and orders[this.this = 2]",
        "a = -12345678901234567890 or a = -9223372036854775808",
      })
  void treeOfText_isReadAgain(String text) throws Exception {
    PqlFormTest.assertThatFormsAgree(text);
  }

  @Test
  void itemReference_isTheItem() throws Exception {
    String where = "{\"nodeType\": \"fieldLookup\", \"fieldName\": \"%s\", \"object\": %s}";
    String item = "{\"nodeType\": \"itemReference\", \"level\": 0}";
    String filter = "{\"nodeType\": \"filter\", \"object\": %s, \"where\": %s}";
    String orders =
        where.formatted("orders", "{\"nodeType\":\"parameterReference\",\"position\":1}");

    assertThat(PqlForm.toText(filter.formatted(orders, item))).isEqualTo("orders[this]");
    assertThat(PqlForm.toText(filter.formatted(orders, where.formatted("a b", item))))
        .isEqualTo("orders[this.get(\"a b\")]");
    assertThat(PqlForm.toText(filter.formatted(orders, where.formatted("xEvent", item))))
        .isEqualTo("orders[this.xEvent]");
  }

  /** As many as an expression may have. */
  @Test
  void longPath_isReadAgain() throws Exception {
    String path = "a" + ".b".repeat(Resolver.DEPTH_MAX - 1);

    assertThat(PqlForm.toText(PqlForm.toJson(path))).isEqualTo(path);
  }
}
