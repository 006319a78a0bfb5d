/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.definition.InvalidDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and where: the line and column of the token that does not fit. */
class PqlProblemsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a = | 1:4: found the end; expected an expression",
        "a = = b | 1:5: found '='; expected an expression",
        "a b | 1:3: found 'b'; expected an operator or the end",
        "(a = 1 | 1:7: found the end; expected an operator or ',' or ')'",
        "a = 'b | 1:5: found a string that does not end; expected an expression",
        "a = 1 # b | 1:7: found '#'; expected an operator or the end",
        "a. = 1 | 1:4: found '='; expected a name",
        "a.foo(1) | 1:3: found 'foo'; expected a function: average, bottomN, contains",
        "foo(1) | 1:1: found 'foo'; expected a function: currentDayOfMonth",
        "a.startWith('b') | 1:3: found 'startWith'; expected a function, perhaps startsWith",
        "a.count(1) | 1:3: found 1 arguments of count; expected 0",
        "a.startsWith() | 1:3: found 0 arguments of startsWith; expected 1 or 2",
        "a.startsWith('b', 'c') | 1:19: found ''c''; expected true or false",
        "inSegment('a', 'b') | 1:1: found 2 arguments of inSegment; expected 1",
        "inSegment(a) | 1:11: found 'a'; expected a string",
        "a.regexGroup('(b)', 2) | 1:21: found '2'; expected a group that the regular expression"
            + " has",
        "a.topN(b, 1.5) | 1:11: found '1.5'; expected a whole number",
        "a.map((b, c, d) => 1) | 1:7: found '('; expected one name for the item",
        "a = (b => 1) | 1:8: found '=>'; expected",
        "'a' = 1 | 1:7: found '1'; expected a text as on the left: this is a number",
        "a.count() > 'b' | 1:13: found ''b''; expected a number as on the left: this is a text",
        "5 in ['a', 'b'] | 1:6: found '['; expected a list with a number in it",
        "true < now | 1:8: found 'now'; expected a condition as on the left: this is a moment",
        "not 5 | 1:5: found '5'; expected a condition: this is a number",
        "xEvent['a'] | 1:8: found ''a''; expected a condition: this is a text",
        "a.count() | 1:1: found 'a'; expected a condition: this is a number",
        "a = 1 + 'b' | 1:9: found ''b''; expected a number: this is a text",
        "a.count().startsWith('b') | 1:1: found 'a'; expected a text: this is a number",
        "$2.a = 1 | 1:1: found '$2'; expected $1, the profile: nothing else is given",
        "let a = 1 b | 1:11: found 'b'; expected",
        "select a where b | 1:10: found 'where'; expected",
        "{'a': 1, 'a': 2} = b | 1:10: found ''a''; expected each key once",
        "date(2026, 2, 30) | 1:1: found date(2026, 2, 30); expected a day of the calendar",
        "date(2026, 2, 1.5) | 1:15: found '1.5'; expected a whole number",
        "a occurs <= 1.5 days before now | 1:13: found '1.5'; expected a whole number",
        "a occurs <= 7 dys before now | 1:15: found 'dys'; expected a unit of time: milliseconds,",
        "a occurs <= 7 days since now | 1:20: found 'since'; expected 'from' or 'before' or"
            + " 'after'",
        "a occurs before 'tomorrow' | 1:17: found ''tomorrow''; expected a moment such as now",
        "'soon'.getMonth() = 1 | 1:1: found ''soon''; expected a moment: this is a text",
        "now occurs before today | 1:19: found 'today'; expected something that does not move",
        "a + now | 1:5: found 'now'; expected a number: this is a moment",
        "a.get(now) = 1 | 1:7: found 'now'; expected a value; it stands only in comparisons",
        "a.regexGroup('b') + 1 = 2 | 1:1: found 'a'; expected a number: this is a text",
        "a.sum('b') = 1 | 1:7: found ''b''; expected a number: this is a text",
        "'b'.sum() = 0 | 1:1: found ''b''; expected a number: this is a text",
        "['b', true].average() = 0 | 1:1: found '['; expected a list with a number in it",
        "true.max().isNull() | 1:1: found 'true'; expected a number or a text: this is a condition",
        "{'b': 1}.sum() = 1 | 1:1: found '{'; expected a number: this is an object",
        "a.sum({'b': c}) = 1 | 1:7: found '{'; expected a number: this is an object",
        "(sum 'b' over A from a) = 0 | 1:6: found ''b''; expected a number: this is a text",
        "(min A = 1 over A from a) = 0 | 1:8: found '='; expected",
        "(max (A = 1) over A from a) = 0 | 1:7: found 'A'; expected a number or a text: this is a",
        "a.regexGroup('b').sum() = 0 | 1:1: found 'a'; expected a number: this is a text",
        "a matches '(' | 1:11: found ''(''; expected a regular expression",
        "a matches b | 1:11: found 'b'; expected a string",
        "5 not matches 'b' | 1:1: found '5'; expected a text: this is a number",
        "a not 'b' | 1:7: found ''b''; expected",
        "a > false | 1:5: found 'false'; expected something that has an order: this is a condition",
        "a in | 1:5: found the end; expected an expression",
        "a in [1, 2 | 1:11: found the end; expected an operator or ']'",
        "a = @ | 1:5: found '@'; expected an expression",
        "a.matches('(') | 1:11: found ''(''; expected a regular expression",
        "a like b | 1:8: found 'b'; expected a string",
        "a[^^.b] | 1:3: found '^'; expected at most one ^ for each filter",
        "'\\u12' = a | 1:1: found ''\\u12''; expected four hexadecimal digits",
        "'\\u+123' = a | 1:1: found ''\\u+123''; expected four hexadecimal digits",
        "a < 1e999 | 1:5: found '1e999'; expected a number up to 1.8e308",
        "chain(yEvent, timestamp, [A: WHAT(a)]) | 1:7: found 'yEvent'; expected 'xEvent'",
        "chain(xEvent, timestamp, [not A: WHAT(a)]) | 1:27: found 'not'; expected an element",
        "chain(xEvent, timestamp, [A: WHAT(a) COUNT(5, 2)]) | 1:44: found '5'; expected a whole"
            + " number",
        "chain(xEvent, timestamp, [A: WHAT(a), not B: WHAT(b) COUNT(2)]) | 1:60: found '2';"
            + " expected no count",
        "chain(xEvent, timestamp, [A: WHAT(a), A: WHAT(b)]) | 1:39: found 'A'; expected a name that"
            + " no",
        "chain(xEvent, timestamp, [A: WHAT(a) WHERE(b = B.b), B: WHAT(b)]) | 1:48: found 'B';"
            + " expected an element",
        "chain(xEvent, timestamp, [not A: WHAT(a), B: WHAT(b = A.b)]) | 1:55: found 'A'; expected"
            + " an element",
        "chain(xEvent, timestamp, [A: WHAT(a) COUNT(0)]) | 1:44: found '0'; expected a whole"
            + " number",
      })
  void read_refuses(String pql, String problem) {
    assertThatThrownBy(() -> Pql.read(pql))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void read_countsLines() {
    assertThatThrownBy(() -> Pql.read("a = 1 and\n  b = = 2"))
        .hasMessage("2:7: found '='; expected an expression");
  }

  @Test
  void read_refusesMoreThanSixElements() {
    String more = ", B: WHAT(a), C: WHAT(a), D: WHAT(a), E: WHAT(a), F: WHAT(a), A: WHAT(a)";

    assertThatThrownBy(() -> Pql.read("chain(xEvent, timestamp, [A: WHAT(a)" + more + "])"))
        .hasMessage("1:99: found 'A'; expected at most 6 elements");
  }

  @Test
  void read_refusesWhatIsNestedTooDeep() {
    assertThatThrownBy(() -> Pql.read("(".repeat(10_000) + "a"))
        .hasMessageEndingWith("nested too deep");
    for (String more : List.of(" + 1", ".b", "[c]", " - d * e", ".f()")) {
      assertThatThrownBy(() -> Pql.read("a" + more.repeat(10_000)))
          .as(more)
          .hasMessageEndingWith("nested too deep");
    }
    assertThatThrownBy(() -> Pql.read("a.matches('" + "(".repeat(100_000) + "')"))
        .hasMessageContaining("((((…'; expected a regular expression: Stack overflow");
    assertThatThrownBy(() -> Pql.read("!".repeat(10_000) + "a"))
        .hasMessageEndingWith("nested too deep");
    assertThatThrownBy(() -> Pql.read("-".repeat(10_000) + "a"))
        .hasMessageEndingWith("nested too deep");
  }
}
