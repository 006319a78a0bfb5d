/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random text of the whole language, whether it makes sense or not: every form within every other,
 * under names that are keywords somewhere.
 */
final class RandomSyntax {

  private static final List<String> NAMES =
      List.of("a", "b", "orders", "this", "count", "sum", "over", "last", "matches", "when", "@id");

  private static final List<String> FIELDS =
      List.of("a", "x", "xEvent", "and", "not", "like", "matches", "now", "in", "this", "count");

  private static final List<String> LITERALS =
      List.of(
          "1",
          "0",
          "-2",
          "1.5",
          "1e3",
          "12345678901234567890",
          "'x'",
          "'it\\'s \\n \\\\ \"'",
          "true",
          "FALSE",
          "null",
          "[]",
          "[1, 'x']",
          "[1, null, a]",
          "{}",
          "{'a b': 1, in: [a]}",
          "now",
          "today",
          "this week",
          "LAST month",
          "date(2026, 1, 31)",
          "IF(a, 1, b)",
          "currentMonth()",
          "inSegment('s')",
          "mapEntry('k', a)");

  private final Random random;
  private final List<String> variables = new ArrayList<>();
  private int level;

  RandomSyntax(Random random) {
    this.random = random;
  }

  /** Anything that may stand alone. */
  String expression(int depth) {
    int form = random.nextInt(8);
    if (depth == 0 || form == 0) {
      return sum(depth);
    }
    return switch (form) {
      case 1 -> expression(depth - 1) + oneOf(" and ", " OR ") + expression(depth - 1);
      case 2 -> oneOf("not ", "!") + "(" + expression(depth - 1) + ")";
      case 3 -> "(" + comprehension(depth - 1) + ")";
      case 4 -> "(" + let(depth - 1) + ")";
      case 5 -> sum(depth - 1) + " occurs " + occurrence(depth - 1);
      case 6 -> oneOf("exists ", "") + sum(depth - 1);
      default -> relation(depth - 1);
    };
  }

  private String relation(int depth) {
    String left = sum(depth) + " ";
    return switch (random.nextInt(5)) {
      case 0 -> left + oneOf("in ", "notIn ", "NOT in ") + sum(depth);
      case 1 -> left + oneOf("like ", "not like ", "matches ", "not matches ") + "'x%'";
      default -> left + oneOf("=", "!=", "<", "<=", ">", ">=") + " " + sum(depth);
    };
  }

  private String sum(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return stepped(depth);
    }
    String operator = oneOf(" + ", " - ", " * ", " / ", " % ", " - -", " * -");
    return sum(depth - 1) + operator + stepped(depth - 1);
  }

  private String stepped(int depth) {
    StringBuilder text = new StringBuilder(primary(depth));
    for (int steps = depth == 0 ? 0 : random.nextInt(3); steps > 0; steps--) {
      text.append(step(depth - 1));
    }
    return text.toString();
  }

  private String primary(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0, 1 -> oneOf(NAMES);
      case 2 -> variables.isEmpty() ? "xEvent" : oneOf(variables);
      case 3 -> level == 0 ? "$1" : "^".repeat(1 + random.nextInt(level)) + oneOf("a", ".a", "");
      case 4 -> oneOf(LITERALS);
      case 5 -> chain(depth - 1);
      default -> "(" + expression(depth - 1) + ")";
    };
  }

  private String step(int depth) {
    return switch (random.nextInt(9)) {
      case 0 -> "[" + inside(depth) + "]";
      case 1 -> oneOf(".count()", ".distinct()", ".head()", ".keys()", ".values()", ".isNull()");
      case 2 -> oneOf(".sum(", ".min(", ".map(", ".groupBy(", ".exists(") + perItem(depth) + ")";
      case 3 -> oneOf(".topN(", ".bottomN(") + perItem(depth) + ", " + random.nextInt(3) + ")";
      case 4 -> ".get(" + oneOf("'a b'", "'a'", "'and'", expression(depth)) + ")";
      case 5 -> oneOf(".equals(", ".includes(", ".intersects(") + expression(depth) + ")";
      case 6 -> oneOf(".matches('x')", ".startsWith('x', false)", ".regexGroup('(x)', 1)");
      default -> "." + oneOf(FIELDS);
    };
  }

  /** Something in which bare paths are an item's. */
  private String inside(int depth) {
    level++;
    String text = expression(depth);
    level--;
    return text;
  }

  private String perItem(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> lambda(depth, "X");
      case 1 -> lambda(depth, "K", oneOf("G", "this", "count"));
      default -> inside(depth);
    };
  }

  private String lambda(int depth, String... names) {
    variables.addAll(List.of(names));
    String text = "(" + String.join(", ", names) + ") => " + expression(depth);
    forget(names.length);
    return text;
  }

  private void forget(int names) {
    variables.subList(variables.size() - names, variables.size()).clear();
  }

  private String comprehension(int depth) {
    String word = oneOf("select", "exists", "FORALL", "sum", "count", "max");
    int declared = 1 + random.nextInt(2);
    String generators =
        IntStream.range(0, declared)
            .mapToObj(i -> generator(depth))
            .collect(Collectors.joining(", "));
    boolean aggregates = List.of("sum", "count", "max").contains(word) && random.nextBoolean();
    String what = aggregates ? sum(depth) + " over " : "";
    forget(declared);
    return word + " " + what + generators;
  }

  private String generator(int depth) {
    String of = sum(depth);
    String name = oneOf("E", "I", "this", "over", "next");
    variables.add(name);
    String where = random.nextBoolean() ? oneOf(" where ", " : ") + relation(depth) : "";
    return name + " from " + of + where;
  }

  private String let(int depth) {
    String value = sum(depth);
    String name = oneOf("V", "what", "min");
    variables.add(name);
    String text = "let " + name + " = " + value + " in " + expression(depth);
    forget(1);
    return text;
  }

  private String occurrence(int depth) {
    String window =
        oneOf("<", ">=", "=") + oneOf(" 1 day ", " 7 DAYS ", " 0 months ", " 99999999999 ms ");
    return switch (random.nextInt(4)) {
      case 0 ->
          window.replace(" ms", " milliseconds") + oneOf("before ", "after ", "from ") + "now";
      case 1 -> oneOf("before ", "after ", "on ", "") + sum(depth);
      case 2 -> "between " + sum(depth) + " and " + sum(depth);
      default -> oneOf("today", "last week", "date(2026, 2, 28)");
    };
  }

  private String chain(int depth) {
    level++;
    String first = "A: WHAT(" + expression(depth) + ")" + oneOf("", " COUNT(2)", " COUNT(0, 3)");
    String negated = oneOf("", ", not X: WHAT(" + expression(depth) + ") WHEN(today)");
    variables.add("A");
    String last =
        ", B: WHAT(a) WHERE("
            + expression(depth)
            + ") WHEN("
            + occurrence(0)
            + " and <= 1 day after A)";
    forget(1);
    level--;
    return "chain("
        + oneOf("xEvent", "xEvent[a]")
        + ", timestamp, ["
        + first
        + negated
        + last
        + "])";
  }

  private String oneOf(String... choices) {
    return oneOf(List.of(choices));
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
