/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets of values follow the language's own equality, and take as long as there are values. */
class SameTest {

  private static final int MANY = 200_000;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static JsonNode value(String pql, String profile) throws Exception {
    return PqlSemanticsTest.value(pql, new FakeSubject().entity(0, profile), 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1, 1.0, 1e0, 2]                                        | [1, 2]",
        "[0, -0.0, 0.0]                                          | [0]",
        "[1, \"1\", true, \"true\"]                              | [1, \"1\", true, \"true\"]",
        "[9007199254740992, 9007199254740993]                    | [9007199254740992,"
            + " 9007199254740993]",
        "[12345678901234567890123, 12345678901234567890123]      | [12345678901234567890123]",
        "[\"2026-01-31\", \"2026-01-31T00:00:00Z\"]              | [\"2026-01-31\","
            + " \"2026-01-31T00:00:00Z\"]",
        "[{\"a\": 1, \"b\": [2]}, {\"b\": [2.0], \"a\": 1.0}]    | [{\"a\": 1, \"b\": [2]}]",
        "[{\"a\": 1}, {\"a\": 1, \"b\": null}, {}]               | [{\"a\": 1}, {\"a\": 1, \"b\":"
            + " null}, {}]",
        "[{\"a\": [1, 2]}, {\"a\": [2, 1]}]                      | [{\"a\": [1, 2]}, {\"a\": [2,"
            + " 1]}]",
      })
  void distinct_keepsTheFirstOfEqualValues(String values, String expected) throws Exception {
    JsonNode distinct = value("a.distinct()", "{\"a\": " + values + "}");

    assertThat(distinct.toString()).isEqualTo(FakeSubject.json(expected).toString());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void hashCode_isOneWhereValuesAreTheSame(long seed) {
    Random random = new Random(seed);
    List<JsonNode> values = random.ints(60).mapToObj(i -> drawn(random, 2)).toList();

    for (JsonNode one : values) {
      for (JsonNode other : values) {
        if (Comparison.same(one, other)) {
          assertThat(new Same(one)).as("seed %d", seed).hasSameHashCodeAs(new Same(other));
          assertThat(new Same(one)).isEqualTo(new Same(other));
        }
      }
    }
  }

  private static JsonNode drawn(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    int small = random.nextInt(3);
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> nodes.numberNode(small);
      case 1 -> nodes.numberNode((double) small);
      case 2 -> nodes.numberNode(new java.math.BigDecimal(small + ".00"));
      case 3 -> nodes.numberNode(java.math.BigInteger.valueOf(small));
      case 4 -> nodes.textNode(String.valueOf(small));
      case 5 -> random.nextBoolean() ? nodes.nullNode() : nodes.booleanNode(small > 0);
      case 6 -> nodes.arrayNode().add(drawn(random, depth - 1)).add(drawn(random, depth - 1));
      default -> {
        var object = nodes.objectNode();
        for (String name : random.nextBoolean() ? List.of("a", "b") : List.of("b", "a")) {
          object.set(name, drawn(random, depth - 1));
        }
        yield object;
      }
    };
  }

  /** Quadratic, each of these takes a minute or more. */
  @Test
  void sets_takeAsLongAsThereAreValues() {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    ArrayNode objects = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < MANY; i++) {
      numbers.add(i);
      objects.add(JsonNodeFactory.instance.objectNode().put("id", MANY - i).put("of", "a" + i));
    }
    String profile = "{\"n\": %s, \"o\": %s}".formatted(numbers, objects);

    assertThatCode(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> {
                      JsonNode answer =
                          value(
                              "n.distinct().count() = 200000 and o.distinct().count() = 200000 and"
                                  + " n.subsetOf(o.id) = false and n.intersection(o.id).count() ="
                                  + " 199999 and n.distinct() = n.distinct()",
                              profile);
                      assertThat(answer.booleanValue()).isTrue();
                    }))
        .doesNotThrowAnyException();
  }
}
