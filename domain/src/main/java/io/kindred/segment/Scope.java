/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What names and bare paths mean at a place of an expression. */
final class Scope {

  private final List<Integer> levels = new ArrayList<>(List.of(Expression.PROFILE));
  private final Map<String, Deque<Integer>> names = new HashMap<>();
  private int next = Expression.PROFILE + 1;
  private int most = next;

  /** A slot of its own, until released. */
  int reserve() {
    next++;
    most = Math.max(most, next);
    return next - 1;
  }

  void release(int slot) {
    next = slot;
  }

  void enterLevel(int slot) {
    levels.add(slot);
  }

  void leaveLevel() {
    levels.remove(levels.size() - 1);
  }

  void bind(String name, int slot) {
    names.computeIfAbsent(name, n -> new ArrayDeque<>()).push(slot);
  }

  void unbind(String name) {
    Deque<Integer> slots = names.get(name);
    if (slots != null) {
      slots.pop();
    }
  }

  OptionalInt bound(String name) {
    Deque<Integer> slots = names.get(name);
    return slots == null || slots.isEmpty() ? OptionalInt.empty() : OptionalInt.of(slots.peek());
  }

  /** The item that bare paths speak of, so many levels further out. */
  OptionalInt level(int outwards) {
    int index = levels.size() - 1 - outwards;
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(levels.get(index));
  }

  /** How many slots an interpreter needs. */
  int slots() {
    return most + 1;
  }
}
