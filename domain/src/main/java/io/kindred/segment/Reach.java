/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What more events can do to a condition, so that it need not be asked at each of them. It may say
 * too little, never too much.
 *
 * @param grows an event more never makes it false, at no moment from the event's on
 * @param needs it is not true without all of these
 */
record Reach(boolean grows, List<Need> needs) {

  /** At least so many events of a selection. */
  record Need(Selection.Events events, int least) {}

  static Reach of(Expression condition) {
    return new Reach(grows(condition), needs(condition).toList());
  }

  // -- whether it grows

  private static boolean grows(Expression condition) {
    if (!looksAtEvents(condition)) {
      return true;
    }
    if (Walker.isSelection(condition)) {
      return growsAsSelection(condition);
    }
    if (condition instanceof Condition.Any any) {
      return growsAsSelection(any.items());
    }
    if (condition instanceof Condition.Junction junction) {
      return junction.parts().stream().allMatch(Reach::grows);
    }
    if (condition instanceof Condition.Chain chain) {
      return chain.elements().stream()
          .allMatch(each -> each.placed() && !each.bounded() && growsAsSelection(each.events()));
    }
    return condition instanceof Condition.Compare compare
        && Count.of(compare).filter(Count::atLeast).isPresent();
  }

  /** Each event is in it or not, whatever others there are. */
  private static boolean growsAsSelection(Expression items) {
    if (items instanceof Selection.Filter filter) {
      return growsAsSelection(filter.of()) && !looksAtEvents(filter.where());
    }
    return items instanceof Selection.Events;
  }

  private static boolean looksAtEvents(Expression expression) {
    return expression instanceof Selection.Events
        || expression.parts().stream().anyMatch(Reach::looksAtEvents);
  }

  // -- what it needs

  private static Stream<Need> needs(Expression condition) {
    if (Walker.isSelection(condition)) {
      return some(condition, 1);
    }
    if (condition instanceof Condition.Any any) {
      return some(any.items(), 1);
    }
    if (condition instanceof Condition.Junction junction && junction.all()) {
      return junction.parts().stream().flatMap(Reach::needs);
    }
    if (condition instanceof Condition.Chain chain) {
      return chain.elements().stream().flatMap(each -> some(each.events(), each.least()));
    }
    return condition instanceof Condition.Compare compare
        ? Count.of(compare).stream().flatMap(count -> some(count.of(), count.least()))
        : Stream.empty();
  }

  private static Stream<Need> some(Expression items, int least) {
    if (items instanceof Selection.Filter filter) {
      return some(filter.of(), least);
    }
    return items instanceof Selection.Events events && least > 0
        ? Stream.of(new Need(events, least))
        : Stream.empty();
  }

  /**
   * A number of events beside a constant.
   *
   * @param least of which it is not true that they are fewer
   * @param atLeast whether it is true of all numbers from some one on
   */
  private record Count(Expression of, int least, boolean atLeast) {

    static Optional<Count> of(Condition.Compare compare) {
      return of(compare.left(), compare.comparison(), compare.right())
          .or(() -> of(compare.right(), compare.comparison().mirrored(), compare.left()));
    }

    private static Optional<Count> of(Expression left, Comparison comparison, Expression right) {
      if (!(left instanceof Expression.Aggregate count)
          || count.aggregation() != Aggregation.COUNT
          || !growsAsSelection(count.of())
          || !(right instanceof Expression.Literal literal)) {
        return Optional.empty();
      }
      JsonNode number = literal.value();
      boolean isWhole = number.canConvertToExactIntegral() && number.canConvertToInt();
      int whole = isWhole ? number.intValue() : 0;
      return switch (comparison) {
        case ABOVE, AT_LEAST -> Optional.of(new Count(count.of(), whole, true));
        case EQUAL -> Optional.of(new Count(count.of(), whole, false));
        default -> Optional.empty();
      };
    }
  }
}
