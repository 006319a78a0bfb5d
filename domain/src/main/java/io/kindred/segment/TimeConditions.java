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
    return some(
        occurs.left(),
        left ->
            some(
                occurs.right(),
                right -> occurs.relation().holds(left, right, interpreter.clock())));
  }

  @Nullable Boolean between(Condition.Between between) {
    return some(
        between.of(),
        x ->
            some(
                between.from(),
                from ->
                    Relation.Order.NOT_BEFORE.holds(x, from, interpreter.clock())
                        ? some(between.to(), to -> notAfter(x, to))
                        : Boolean.FALSE));
  }

  private boolean notAfter(Moment x, Moment to) {
    return Relation.Order.NOT_AFTER.holds(x, to, interpreter.clock());
  }

  /** A question about one moment, or some of several. */
  private @Nullable Boolean some(Expression expression, Question question) {
    if (expression instanceof Expression.At literal) {
      return question.of(literal.moment());
    }
    Expression first = expression instanceof Expression.Either e ? e.first() : expression;
    if (first instanceof Expression.Path path && isTimestamp(path)) {
      long time = interpreter.slots().time(path.slot());
      return question.of(new Moment.Fixed(time, time));
    }
    return ThreeValued.some(
        interpreter.value(expression),
        value -> {
          Moment moment = Moment.read(value);
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
