/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import org.jspecify.annotations.Nullable;

/** How moments stand to each other. */
final class TimeConditions {

  private final Interpreter interpreter;

  TimeConditions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  private interface Question {
    @Nullable Boolean of(Moment moment);
  }

  @Nullable Boolean occurs(Condition.Occurs occurs) {
    Calendar calendar = occurs.calendar();
    return some(
        occurs.left(),
        calendar,
        left ->
            some(
                occurs.right(),
                calendar,
                right -> occurs.relation().holds(left, right, interpreter.clock())));
  }

  @Nullable Boolean between(Condition.Between between) {
    Calendar calendar = between.calendar();
    return some(
        between.of(),
        calendar,
        x ->
            some(
                between.from(),
                calendar,
                from ->
                    Relation.Order.NOT_BEFORE.holds(x, from, interpreter.clock())
                        ? some(between.to(), calendar, to -> notAfter(x, to))
                        : Boolean.FALSE));
  }

  private boolean notAfter(Moment x, Moment to) {
    return Relation.Order.NOT_AFTER.holds(x, to, interpreter.clock());
  }

  /** A question about one moment, or some of several. */
  private @Nullable Boolean some(Expression expression, Calendar calendar, Question question) {
    if (expression instanceof Expression.At literal) {
      return question.of(literal.moment());
    }
    Expression first = expression instanceof Expression.Either e ? e.first() : expression;
    if (first instanceof Expression.Path path && isTimestamp(path)) {
      return question.of(new Moment.Point(interpreter.slots().time(path.slot())));
    }
    return ThreeValued.some(
        interpreter.operand(expression),
        value -> {
          Moment moment = calendar.read(value);
          return moment == null ? null : question.of(moment);
        });
  }

  /** An event's time is known as a number: it need not be read again. */
  private boolean isTimestamp(Expression.Path path) {
    return interpreter.slots().time(path.slot()) != Slots.NO_TIME
        && path.slot() != Expression.PROFILE
        && path.names().size() == 1
        && path.names().get(0).equals("timestamp");
  }
}
