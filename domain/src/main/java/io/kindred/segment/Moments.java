/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.grammar.PqlParser;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads what an expression says about time. */
final class Moments {

  private static final String STILL = "something that does not move with the clock, as now does";

  private final PqlReader reader;

  /** What moves with the clock and has not yet been compared with anything. */
  private final IdentityHashMap<Expression, Token> stray = new IdentityHashMap<>();

  Moments(PqlReader reader) {
    this.reader = reader;
  }

  Expression moment(PqlParser.MomentContext context) {
    Moment moment =
        switch (context.getStart().getType()) {
          case PqlParser.YESTERDAY -> new Moment.Moving(Unit.DAY, -1);
          case PqlParser.TODAY -> new Moment.Moving(Unit.DAY, 0);
          case PqlParser.TOMORROW -> new Moment.Moving(Unit.DAY, 1);
          default -> Moment.NOW;
        };
    return moving(moment, context.getStart());
  }

  Expression period(PqlParser.PeriodContext context) {
    int offset =
        switch (context.getStart().getType()) {
          case PqlParser.LAST -> -1;
          case PqlParser.NEXT -> 1;
          default -> 0;
        };
    return moving(new Moment.Moving(unit(context.word()), offset), context.getStart());
  }

  private Expression moving(Moment moment, Token at) {
    Expression expression = new Expression.At(moment);
    stray.put(expression, at);
    return expression;
  }

  private static Unit unit(PqlParser.WordContext word) {
    return Unit.named(word.getText())
        .orElseThrow(() -> PqlProblem.found(word.getStart(), "a unit of time: " + Unit.names()));
  }

  /** Where a moment that moves stands as a plain value, its value would change all the time. */
  void refuseStray() {
    stray.values().stream()
        .min(Comparator.comparingInt(Token::getTokenIndex))
        .ifPresent(
            token -> {
              throw PqlProblem.found(
                  token, "a value; it stands only in comparisons and after occurs");
            });
  }

  /** One side of a comparison, and where it stands. */
  record Operand(Expression expression, Token at) {}

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

  Expression occurring(Expression left, Token at, PqlParser.OccurrenceContext occurrence) {
    Expression first = taken(left, at);
    if (occurrence instanceof PqlParser.WithinContext within) {
      return occurs(first, window(within), operand(within.sum()), within.sum().getStart());
    }
    if (occurrence instanceof PqlParser.BesideContext beside) {
      Relation order = beside.BEFORE() != null ? Relation.Order.BEFORE : Relation.Order.AFTER;
      return occurs(first, order, operand(beside.sum()), beside.sum().getStart());
    }
    if (occurrence instanceof PqlParser.BetweenContext between) {
      return between(first, between.sum());
    }
    PqlParser.SumContext on = ((PqlParser.OnContext) occurrence).sum();
    return occurs(first, Relation.Order.ON, operand(on), on.getStart());
  }

  private static Relation window(PqlParser.WithinContext within) {
    long amount = Literals.wholeNumber(within.NUMBER().getSymbol(), "a whole number");
    return new Relation.Window(
        Comparison.of(within.comparator().getText()),
        amount,
        unit(within.word()),
        within.BEFORE() != null);
  }

  private Expression between(Expression of, List<PqlParser.SumContext> ends) {
    Expression from = operand(ends.get(0));
    Expression to = operand(ends.get(1));
    refuseBothMoving(of, from, ends.get(0).getStart());
    refuseBothMoving(of, to, ends.get(1).getStart());
    return new Expression.Between(of, from, to);
  }

  private Expression operand(PqlParser.SumContext context) {
    return taken(reader.visit(context), context.getStart());
  }

  /** As a moment: an event stands for its timestamp, a string for what it says. */
  private Expression taken(Expression expression, Token at) {
    stray.remove(expression);
    if (expression instanceof Expression.Path path
        && path.names().isEmpty()
        && path.slot() != Expression.PROFILE) {
      return new Expression.Path(path.slot(), List.of("timestamp"));
    }
    if (expression instanceof Expression.Literal literal) {
      Moment.Fixed moment = Moment.read(literal.value());
      if (moment == null) {
        throw PqlProblem.found(at, "a moment such as now, date(2026, 1, 31) or an ISO 8601 string");
      }
      return new Expression.At(moment);
    }
    return expression;
  }

  private static Expression occurs(Expression left, Relation relation, Expression right, Token at) {
    refuseBothMoving(left, right, at);
    return new Expression.Occurs(left, relation, right);
  }

  private static void refuseBothMoving(Expression left, Expression right, Token at) {
    if (moves(left) && moves(right)) {
      throw PqlProblem.found(at, STILL);
    }
  }

  private static boolean moves(Expression expression) {
    return expression instanceof Expression.At at && at.moment() instanceof Moment.Moving;
  }
}
