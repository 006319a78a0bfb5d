/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for events that fill the places of a chain, in strict order of time.
 *
 * <p>Where no later element looks at the event that fills a place, and none may be forbidden right
 * after it, the earliest filling is as good as any. Otherwise every filling is tried; from the
 * places that look back to nothing, a dead end is remembered by its element and time.
 */
final class ChainSearch {

  private final Interpreter interpreter;
  private final List<Expression.Element> elements;
  private final Set<DeadEnd> deadEnds = new HashSet<>();

  ChainSearch(Interpreter interpreter, List<Expression.Element> elements) {
    this.interpreter = interpreter;
    this.elements = elements;
  }

  private record DeadEnd(int element, long after) {}

  boolean found() {
    return fills(0, Long.MIN_VALUE);
  }

  /** Whether the elements from {@code index} on find their places after a moment. */
  private boolean fills(int index, long after) {
    int place = index;
    while (place < elements.size() && elements.get(place).negated()) {
      place++;
    }
    if (place == elements.size()) {
      return nothingForbidden(index, place, after, Long.MAX_VALUE);
    }
    boolean remember = elements.subList(0, index).stream().allMatch(Expression.Element::free);
    if (remember && deadEnds.contains(new DeadEnd(index, after))) {
      return false;
    }
    boolean found = fill(index, place, after);
    if (!found && remember) {
      deadEnds.add(new DeadEnd(index, after));
    }
    return found;
  }

  private boolean fill(int index, int place, long after) {
    Expression.Element element = elements.get(place);
    List<Long> times = new ArrayList<>();
    boolean earliest =
        element.free() && (place + 1 == elements.size() || !elements.get(place + 1).negated());
    boolean[] through = {true};
    boolean stopped =
        !interpreter.each(
            element.events(),
            element.slot(),
            false,
            () -> {
              long time = interpreter.time(element.slot());
              if (time <= after || !nothingForbidden(index, place, after, first(times, time))) {
                return true;
              }
              times.add(time);
              if (times.size() < element.count()) {
                return true;
              }
              through[0] = !fills(place + 1, time);
              return through[0] && !earliest;
            });
    return stopped && !through[0];
  }

  /** What is forbidden must not lie between {@code after} and the first event of the place. */
  private static long first(List<Long> times, long time) {
    return times.isEmpty() ? time : times.get(0);
  }

  private boolean nothingForbidden(int from, int to, long after, long before) {
    for (int i = from; i < to; i++) {
      int slot = elements.get(i).slot();
      boolean none =
          interpreter.each(
              elements.get(i).events(),
              slot,
              false,
              () -> interpreter.time(slot) <= after || interpreter.time(slot) >= before);
      if (!none) {
        return false;
      }
    }
    return true;
  }
}
