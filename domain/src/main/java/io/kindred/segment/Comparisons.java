/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Gives operators their meaning, and refuses operands that can never go together. */
final class Comparisons {

  /** What is passed over where an aggregation looks for the least or the greatest. */
  private static final Set<Kind> NEVER_RANKED = Set.of(Kind.BOOLEAN, Kind.OBJECT, Kind.MAP);

  /** What is passed over where it adds. */
  private static final Set<Kind> NEVER_ADDED =
      Set.of(Kind.BOOLEAN, Kind.OBJECT, Kind.MAP, Kind.TEXT, Kind.MOMENT);

  private final Resolver resolver;
  private final Moments moments;

  Comparisons(Resolver resolver, Moments moments) {
    this.resolver = resolver;
    this.moments = moments;
  }

  Expression operation(Syntax.Operation operation) {
    List<Syntax> operands = operation.operands();
    return switch (operation.symbol()) {
      case "and", "or" ->
          new Condition.Junction(
              operation.symbol().equals("and"),
              operands.stream().map(resolver::condition).toList());
      case "not" -> new Condition.Not(resolver.condition(operands.get(0)));
      case "in", "notIn" -> listed(operands, operation.symbol().equals("notIn"));
      case "like" -> like(operands);
      case "+", "-", "*", "/", "%" -> calculated(operation);
      default -> compared(Comparison.of(operation.symbol()), operands.get(0), operands.get(1));
    };
  }

  private Expression calculated(Syntax.Operation operation) {
    List<Expression> operands =
        operation.operands().stream().map(operand -> number(operand)).toList();
    if (operands.size() == 1) {
      return resolver.negative(operands.get(0));
    }
    return new Expression.Calculate(
        Arithmetic.of(operation.symbol()), operands.get(0), operands.get(1));
  }

  private Expression number(Syntax operand) {
    Expression number = resolver.of(operand);
    requireNumber(number, operand.start());
    return number;
  }

  /** A number, or what has numbers in it. */
  void requireNumber(Expression found, Place at) {
    boolean hasNone = Set.of(Kind.BOOLEAN, Kind.TEXT, Kind.MOMENT).contains(kind(found));
    if (hasNone || found instanceof Expression.Literal) {
      require(Kind.NUMBER, found, at);
    }
  }

  /** What an aggregation can take in: numbers, and for the least and the greatest texts, too. */
  void requireTaken(Aggregation aggregation, Expression found, Place at) {
    if (aggregation == Aggregation.COUNT) {
      return;
    }
    boolean ordered = aggregation == Aggregation.MIN || aggregation == Aggregation.MAX;
    Set<Kind> never = ordered ? NEVER_RANKED : NEVER_ADDED;
    String expected = ordered ? "a number or a text" : Kind.NUMBER.shown();
    if (never.contains(kind(found))) {
      throw PqlProblem.found(at, expected + ": this is " + kind(found).shown());
    }
    if (found instanceof Expression.Literal literal && hasOnly(never, literal.value())) {
      throw PqlProblem.found(at, "a list with " + expected + " in it");
    }
  }

  private static boolean hasOnly(Set<Kind> kinds, JsonNode list) {
    boolean only = !list.isEmpty();
    for (JsonNode item : list) {
      only &= kinds.contains(Kind.of(item));
    }
    return only;
  }

  // -- comparisons

  private Expression compared(Comparison comparison, Syntax left, Syntax right) {
    Expression first = resolver.of(left);
    Expression second = resolver.of(right);
    requireComparable(first, second, right.start());
    if (comparison.isOfOrder()) {
      requireOrder(first, left.start());
      requireOrder(second, right.start());
    }
    return first instanceof Expression.At || second instanceof Expression.At
        ? moments.compared(
            comparison,
            new Moments.Operand(first, left.start()),
            new Moments.Operand(second, right.start()))
        : new Condition.Compare(comparison, first, second, areWhole(comparison, first, second));
  }

  private void requireComparable(Expression left, Expression right, Place at) {
    Kind expected = kind(left);
    if (!kind(right).comparesWith(expected)) {
      throw PqlProblem.found(
          at, expected.shown() + " as on the left: this is " + kind(right).shown());
    }
  }

  private void requireOrder(Expression found, Place at) {
    Kind kind = kind(found);
    if (kind == Kind.BOOLEAN || kind == Kind.OBJECT || kind == Kind.MAP) {
      throw PqlProblem.found(at, "something that has an order: this is " + kind.shown());
    }
  }

  /** Whether lists are compared as a whole: they have no order. */
  private static boolean areWhole(Comparison comparison, Expression left, Expression right) {
    return !comparison.isOfOrder() && (isList(left) || isList(right));
  }

  /** Whether it is a list by what it says, and not a path that happens to lead through one. */
  private static boolean isList(Expression expression) {
    boolean isPath =
        expression instanceof Selection.Events || expression instanceof Selection.Filter;
    return expression.kind() == Kind.ARRAY && !isPath;
  }

  private Expression listed(List<Syntax> operands, boolean negated) {
    Expression item = resolver.of(operands.get(0));
    Expression list = resolver.of(operands.get(1));
    if (list instanceof Expression.Literal literal && !literal.value().isEmpty()) {
      boolean never = true;
      for (JsonNode each : literal.value()) {
        never &= !Kind.of(each).comparesWith(kind(item));
      }
      if (never) {
        throw PqlProblem.found(
            operands.get(1).start(), "a list with " + kind(item).shown() + " in it");
      }
    }
    return new Condition.In(item, list, texts(list), negated);
  }

  /** The texts of a literal list that has nothing else in it, in an order that stays. */
  private static Set<String> texts(Expression list) {
    SortedSet<String> texts = new TreeSet<>();
    if (list instanceof Expression.Literal literal && literal.value().isArray()) {
      for (var item : literal.value()) {
        if (!item.isTextual()) {
          return Set.of();
        }
        texts.add(item.textValue());
      }
    }
    return Collections.unmodifiableSortedSet(texts);
  }

  // -- patterns

  private Expression like(List<Syntax> operands) {
    Expression text = resolver.of(operands.get(0));
    require(Kind.TEXT, text, operands.get(0).start());
    return new Condition.Match(text, TextPattern.like(text(operands.get(1))));
  }

  TextPattern regex(Syntax regex) {
    try {
      return TextPattern.regex(text(regex));
    } catch (PatternSyntaxException e) {
      throw PqlProblem.found(regex.start(), "a regular expression: " + e.getDescription());
    }
  }

  /** A pattern is compiled once, so it must be known. */
  String text(Syntax syntax) {
    Expression expression = resolver.of(syntax);
    if (expression instanceof Expression.Literal literal && literal.value().isTextual()) {
      return literal.value().textValue();
    }
    throw PqlProblem.found(syntax.start(), "a string");
  }

  // -- kinds

  Kind kind(Expression expression) {
    return expression.kind() == Kind.ANY ? resolver.fields(expression).kind() : expression.kind();
  }

  void require(Kind expected, Expression found, Place at) {
    if (!kind(found).servesAs(expected)) {
      throw PqlProblem.found(at, expected.shown() + ": this is " + kind(found).shown());
    }
  }
}
