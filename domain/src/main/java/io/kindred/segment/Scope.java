/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What names and bare paths mean at a place of an expression. */
final class Scope {

  /** The profile itself. */
  static final Expression PROFILE = new Expression.Path(Expression.PROFILE, List.of());

  private final List<Level> levels = new ArrayList<>();
  private final Map<String, Deque<Expression>> names = new HashMap<>();
  private final Map<Integer, Fields> fields = new HashMap<>();
  private final Set<String> ahead = new HashSet<>();
  private int next = Expression.PROFILE + 1;
  private int most = next;

  /** An item that bare paths speak of, and a name by which it may be called, too. */
  record Level(int slot, Optional<String> alias) {}

  Scope(Fields profile) {
    levels.add(new Level(Expression.PROFILE, Optional.empty()));
    fields.put(Expression.PROFILE, profile);
  }

  /** A slot of its own, until released, for an item that has these fields. */
  int reserve(Fields of) {
    next++;
    most = Math.max(most, next);
    fields.put(next - 1, of);
    return next - 1;
  }

  void release(int slot) {
    next = slot;
  }

  Fields fields(int slot) {
    return fields.getOrDefault(slot, Fields.OPEN);
  }

  void enter(Level level) {
    levels.add(level);
  }

  void leave() {
    levels.remove(levels.size() - 1);
  }

  void bind(String name, Expression meaning) {
    names.computeIfAbsent(name, n -> new ArrayDeque<>()).push(meaning);
  }

  void unbind(String name) {
    Deque<Expression> meanings = names.get(name);
    if (meanings != null) {
      meanings.pop();
    }
  }

  Optional<Expression> bound(String name) {
    Deque<Expression> meanings = names.get(name);
    return meanings == null ? Optional.empty() : Optional.ofNullable(meanings.peek());
  }

  /** Names that are explained further on, so that they have no meaning yet. */
  void announce(Collection<String> later) {
    ahead.addAll(later);
  }

  void forget(Collection<String> later) {
    ahead.removeAll(later);
  }

  boolean isAhead(String name) {
    return ahead.contains(name);
  }

  /** The item that bare paths speak of, so many levels further out. */
  Optional<Level> level(int outwards) {
    int index = levels.size() - 1 - outwards;
    return index < 0 ? Optional.empty() : Optional.of(levels.get(index));
  }

  /** How many slots an interpreter needs. */
  int slots() {
    return most + 1;
  }
}
