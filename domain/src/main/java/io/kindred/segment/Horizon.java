/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How far back in time a condition on an event can look: what is older never satisfies it again.
 */
final class Horizon {

  /** It looks back for ever. */
  static final long NONE = Long.MAX_VALUE;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private Horizon() {}

  /** In milliseconds, of a condition on the event in {@code slot}. */
  static long of(Expression condition, int slot) {
    return conjuncts(condition)
        .map(part -> ofPart(part, slot))
        .flatMapToLong(OptionalLong::stream)
        .min()
        .orElse(NONE);
  }

  private static Stream<Expression> conjuncts(Expression condition) {
    return condition instanceof Condition.Junction junction && junction.all()
        ? junction.parts().stream().flatMap(Horizon::conjuncts)
        : Stream.of(condition);
  }

  private static OptionalLong ofPart(Expression part, int slot) {
    return part instanceof Condition.Occurs occurs
            && isTimeOf(occurs.left(), slot)
            && occurs.right() instanceof Expression.At at
            && at.moment() instanceof Moment.Moving moving
        ? ofRelation(occurs.relation(), moving)
        : OptionalLong.empty();
  }

  private static boolean isTimeOf(Expression expression, int slot) {
    Expression first = expression instanceof Expression.Either either ? either.first() : expression;
    return first.equals(new Expression.Path(slot, List.of("timestamp")));
  }

  private static OptionalLong ofRelation(Relation relation, Moment.Moving moving) {
    if (relation instanceof Relation.Window window) {
      boolean bounded =
          window.comparison() == Comparison.AT_MOST || window.comparison() == Comparison.BELOW;
      return bounded && window.before() && moving.period().equals(Period.NOW)
          ? length(window.unit(), window.amount() + 1)
          : OptionalLong.empty();
    }
    boolean within = relation == Relation.Order.ON || relation == Relation.Order.NOT_BEFORE;
    return within
        ? length(moving.period().unit(), 2L - moving.period().offset())
        : OptionalLong.empty();
  }

  /**
   * At least so many units, and not more than is good for counting with. That callers ask for one
   * more than they need makes up for days that are longer where clocks are put back.
   */
  private static OptionalLong length(Unit unit, long amount) {
    long longest =
        switch (unit) {
          case MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK -> unit.length();
          case MONTH -> 31 * DAY;
          case YEAR -> 366 * DAY;
          case DECADE -> 3_660 * DAY;
          case CENTURY -> 36_600 * DAY;
          case MILLENNIUM -> 366_000 * DAY;
        };
    long most = Moment.FURTHEST / longest;
    return amount > most ? OptionalLong.empty() : OptionalLong.of(Math.max(amount, 1) * longest);
  }
}
