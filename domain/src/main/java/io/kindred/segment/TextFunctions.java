/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Functions of texts. */
final class TextFunctions {

  private final Resolver resolver;

  TextFunctions(Resolver resolver) {
    this.resolver = resolver;
  }

  void addTo(Functions functions) {
    test(functions, "startsWith", "doesNotStartWith", TextTest.STARTS_WITH);
    test(functions, "endsWith", "doesNotEndWith", TextTest.ENDS_WITH);
    test(functions, "contains", "doesNotContain", TextTest.CONTAINS);
    functions.method("equals", 1, Functions.ANY, (of, call) -> equal(false, of, call));
    functions.method("notEqualTo", 1, Functions.ANY, (of, call) -> equal(true, of, call));
    functions.method("matches", 1, 1, this::matches);
    functions.method("regexGroup", 1, 2, this::regexGroup);
  }

  private void test(Functions functions, String name, String negatedName, TextTest test) {
    functions.method(name, 1, 2, (of, call) -> test(test, false, of, call));
    functions.method(negatedName, 1, 2, (of, call) -> test(test, true, of, call));
  }

  private Expression test(TextTest test, boolean negated, Expression of, Syntax.Method call) {
    resolver.comparisons().require(Kind.TEXT, of, call.start());
    Syntax other = call.arguments().get(0);
    Expression text = resolver.of(other);
    resolver.comparisons().require(Kind.TEXT, text, other.start());
    boolean exact = call.arguments().size() == 1 || flag(call.arguments().get(1));
    return new Condition.Text(test, negated, exact, List.of(of, text));
  }

  private boolean flag(Syntax argument) {
    if (isFlag(resolver.of(argument))) {
      return ((Expression.Literal) resolver.of(argument)).value().booleanValue();
    }
    throw PqlProblem.found(argument.start(), "true or false: whether upper and lower case differ");
  }

  private static boolean isFlag(Expression expression) {
    return expression instanceof Expression.Literal literal && literal.value().isBoolean();
  }

  /** The last of several arguments may say whether upper and lower case differ. */
  private Expression equal(boolean negated, Expression of, Syntax.Method call) {
    List<Expression> others = new ArrayList<>(call.arguments().stream().map(resolver::of).toList());
    boolean exact = true;
    Expression last = others.get(others.size() - 1);
    if (others.size() > 1 && isFlag(last)) {
      exact = ((Expression.Literal) last).value().booleanValue();
      others.remove(others.size() - 1);
    }
    return new Condition.Text(
        TextTest.EQUALS, negated, exact, Stream.concat(Stream.of(of), others.stream()).toList());
  }

  private Expression matches(Expression of, Syntax.Method call) {
    resolver.comparisons().require(Kind.TEXT, of, call.start());
    return new Condition.Match(of, resolver.comparisons().regex(call.arguments().get(0)));
  }

  /** Without a number the first group, or the whole match where there is no group. */
  private Expression regexGroup(Expression of, Syntax.Method call) {
    resolver.comparisons().require(Kind.TEXT, of, call.start());
    TextPattern regex = resolver.comparisons().regex(call.arguments().get(0));
    int group = Math.min(1, regex.groups());
    if (call.arguments().size() > 1) {
      Syntax number = call.arguments().get(1);
      group = ValueFunctions.wholeNumber(resolver.of(number), number.start());
      if (group > regex.groups()) {
        throw PqlProblem.found(
            number.start(), "a group that the regular expression has: 0 to " + regex.groups());
      }
    }
    return new Expression.Call(new RegexGroup(regex, group), List.of(of));
  }
}
