/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/** Gives what an expression says about time its meaning. */
final class Moments {

  private static final String STILL = "something that does not move with the clock, as now does";

  private final Resolver resolver;

  /** What moves with the clock and has not yet been compared with anything. */
  private final IdentityHashMap<Expression, Place> stray = new IdentityHashMap<>();

  Moments(Resolver resolver) {
    this.resolver = resolver;
  }

  Expression moving(Syntax.Moving moving) {
    Expression expression = new Expression.At(moving.period().in(resolver.calendar()));
    stray.put(expression, moving.at());
    return expression;
  }

  /** Where a moment that moves stands as a plain value, its value would change all the time. */
  void refuseStray() {
    stray.values().stream()
        .min(Comparator.comparingInt(Place::line).thenComparingInt(Place::column))
        .ifPresent(
            place -> {
              throw PqlProblem.found(
                  place, "a value; it stands only in comparisons and after occurs");
            });
  }

  /** One side of a comparison, and where it stands. */
  record Operand(Expression expression, Place at) {}

  Expression compared(Comparison comparison, Operand left, Operand right) {
    Relation relation =
        switch (comparison) {
          case EQUAL -> Relation.Order.ON;
          case UNEQUAL -> Relation.Order.NOT_ON;
          case ABOVE -> Relation.Order.AFTER;
          case AT_LEAST -> Relation.Order.NOT_BEFORE;
          case BELOW -> Relation.Order.BEFORE;
          case AT_MOST -> Relation.Order.NOT_AFTER;
        };
    Expression first = taken(left.expression(), left.at());
    return occurs(first, relation, taken(right.expression(), right.at()), right.at());
  }

  Expression occurring(Expression left, Place at, Occurrence how) {
    Expression first = taken(left, at);
    if (how instanceof Occurrence.Within within) {
      Relation window = Relation.Window.of(within, resolver.calendar());
      return occurs(first, window, operand(within.time()), within.time().start());
    }
    if (how instanceof Occurrence.Beside beside) {
      Relation order = beside.before() ? Relation.Order.BEFORE : Relation.Order.AFTER;
      return occurs(first, order, operand(beside.time()), beside.time().start());
    }
    if (how instanceof Occurrence.Between between) {
      return between(first, between);
    }
    Syntax time = ((Occurrence.On) how).time();
    return occurs(first, Relation.Order.ON, operand(time), time.start());
  }

  private Expression between(Expression of, Occurrence.Between between) {
    Expression from = operand(between.from());
    Expression to = operand(between.to());
    refuseBothMoving(of, from, between.from().start());
    refuseBothMoving(of, to, between.to().start());
    return new Condition.Between(of, from, to, resolver.calendar());
  }

  private Expression operand(Syntax time) {
    return taken(resolver.of(time), time.start());
  }

  /** A moment that a function takes for itself. */
  void take(Expression moment) {
    stray.remove(moment);
  }

  /** As a moment: an event stands for its timestamp, a string for what it says. */
  private Expression taken(Expression expression, Place at) {
    stray.remove(expression);
    if (expression instanceof Expression.Path path
        && path.names().isEmpty()
        && path.slot() != Expression.PROFILE) {
      Expression timestamp = new Expression.Path(path.slot(), List.of("timestamp"));
      return new Expression.Either(timestamp, path);
    }
    Kind kind = resolver.comparisons().kind(expression);
    boolean never = kind == Kind.BOOLEAN || kind == Kind.OBJECT || kind == Kind.MAP;
    if (never || (expression instanceof Expression.Literal literal && !mayBe(literal))) {
      throw PqlProblem.found(at, "a moment such as now, date(2026, 1, 31) or an ISO 8601 string");
    }
    return expression instanceof Expression.Literal literal && literal.value().isValueNode()
        ? moment(literal)
        : expression;
  }

  private boolean mayBe(Expression.Literal literal) {
    return literal.value().isMissingNode()
        || literal.value().isArray()
        || resolver.calendar().read(literal.value()) != null;
  }

  private Expression moment(Expression.Literal literal) {
    Moment.Still moment = resolver.calendar().read(literal.value());
    return moment == null ? literal : new Expression.At(moment);
  }

  private Expression occurs(Expression left, Relation relation, Expression right, Place at) {
    refuseBothMoving(left, right, at);
    return new Condition.Occurs(left, relation, right, resolver.calendar());
  }

  /** What is evaluated at every moment would have to be at each millisecond that passes. */
  private void refuseBothMoving(Expression left, Expression right, Place at) {
    if (resolver.isDefinition() && moves(left) && moves(right)) {
      throw PqlProblem.found(at, STILL);
    }
  }

  private static boolean moves(Expression expression) {
    return expression instanceof Expression.At at && at.moment() instanceof Moment.Moving;
  }
}
