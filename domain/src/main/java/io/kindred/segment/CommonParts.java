/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Parts that more than one condition has, and that mean the same wherever they stand: one value of
 * each is enough for all.
 */
final class CommonParts {

  static final CommonParts NONE = new CommonParts(Set.of());

  private final IdentityHashMap<Expression, Integer> numbers = new IdentityHashMap<>();
  private final int size;

  /** Of conditions that all differ. */
  CommonParts(Collection<Expression> conditions) {
    Map<Expression, Integer> uses = new HashMap<>();
    conditions.forEach(condition -> count(condition, uses));
    Map<Expression, Integer> known = new HashMap<>();
    conditions.forEach(condition -> number(condition, uses, known));
    size = known.size();
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** The number of a part; -1 where it is not shared. */
  int number(Expression part) {
    return numbers.getOrDefault(part, -1);
  }

  private static void count(Expression part, Map<Expression, Integer> uses) {
    if (isWorthIt(part)) {
      uses.merge(part, 1, Integer::sum);
    }
    part.parts().forEach(inner -> count(inner, uses));
  }

  private void number(
      Expression part, Map<Expression, Integer> uses, Map<Expression, Integer> known) {
    if (isWorthIt(part) && uses.getOrDefault(part, 0) > 1) {
      int number = known.getOrDefault(part, known.size());
      known.put(part, number);
      numbers.put(part, number);
    }
    part.parts().forEach(inner -> number(inner, uses, known));
  }

  /** What walks through events. */
  private static boolean isWorthIt(Expression part) {
    boolean walks =
        part instanceof Expression.Aggregate
            || part instanceof Selection.Filter
            || part instanceof Condition.Chain;
    return walks && isClosed(part);
  }

  /** Whether it looks at no item that something around it has put into a slot. */
  private static boolean isClosed(Expression part) {
    Set<Integer> own = new HashSet<>();
    Set<Integer> read = new HashSet<>();
    collect(part, own, read);
    return own.containsAll(read);
  }

  private static void collect(Expression part, Set<Integer> own, Set<Integer> read) {
    if (part instanceof Expression.Path path && path.slot() != Expression.PROFILE) {
      read.add(path.slot());
    } else if (part instanceof Selection.Events events) {
      own.add(events.slot());
    } else if (part instanceof Selection.Filter filter) {
      own.add(filter.slot());
    } else if (part instanceof Expression.Aggregate aggregate) {
      own.add(aggregate.slot());
    }
    part.parts().forEach(inner -> collect(inner, own, read));
  }
}
