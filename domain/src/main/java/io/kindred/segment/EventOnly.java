/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits the condition on an event: what asks of the event alone is the same at every moment. */
final class EventOnly {

  private EventOnly() {}

  static Expression select(int slot, Expression condition) {
    List<Expression> lasting = new ArrayList<>();
    List<Expression> changing = new ArrayList<>();
    for (Expression part : conjuncts(condition)) {
      (asksOnly(part, slot) ? lasting : changing).add(part);
    }
    Selection.Events events =
        new Selection.Events(
            slot, lasting.isEmpty() ? Optional.empty() : Optional.of(all(lasting)));
    return changing.isEmpty() ? events : new Selection.Filter(events, slot, all(changing));
  }

  private static List<Expression> conjuncts(Expression condition) {
    if (condition instanceof Condition.Junction junction && junction.all()) {
      return junction.parts().stream().flatMap(part -> conjuncts(part).stream()).toList();
    }
    return List.of(condition);
  }

  private static Expression all(List<Expression> parts) {
    return parts.size() == 1 ? parts.get(0) : new Condition.Junction(true, List.copyOf(parts));
  }

  private static boolean asksOnly(Expression expression, int slot) {
    if (expression instanceof Expression.Path path) {
      return path.slot() >= slot;
    }
    if (expression instanceof Expression.At at) {
      return at.moment() instanceof Moment.Still;
    }
    if (expression instanceof Selection.Events
        || expression instanceof Expression.DateOf
        || expression instanceof Condition.InSegment
        || expression instanceof Condition.Chain) {
      return false;
    }
    return expression.parts().stream().allMatch(part -> asksOnly(part, slot));
  }
}
