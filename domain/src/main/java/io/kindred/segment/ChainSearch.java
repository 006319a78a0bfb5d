/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.segment.Condition.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for events that fill the places of a chain, in strict order of time.
 *
 * <p>Elements that must occur are places; the others, and upper bounds of places, are guards on the
 * stretch between places. Where no later element looks at the event that fills a place, and nothing
 * guards the stretch after it, the earliest filling is as good as any. Otherwise every filling is
 * tried; from places that look back to nothing, a dead end is remembered.
 */
final class ChainSearch {

  private final Interpreter interpreter;
  private final List<Element> elements;
  private final Set<Open> deadEnds = new HashSet<>();

  ChainSearch(Interpreter interpreter, List<Element> elements) {
    this.interpreter = interpreter;
    this.elements = elements;
  }

  /**
   * What is left to be found: the elements from {@code index} on, after a moment.
   *
   * @param guarded the first of the elements whose stretch is still open: a place that has an upper
   *     bound, or {@code index}
   * @param since when the stretch of that place began
   */
  private record Open(int index, long after, int guarded, long since) {}

  boolean found() {
    return fills(new Open(0, Long.MIN_VALUE, 0, Long.MIN_VALUE));
  }

  private boolean fills(Open open) {
    int place = open.index();
    while (place < elements.size() && !elements.get(place).placed()) {
      place++;
    }
    if (place == elements.size()) {
      return isKept(open, place, Long.MAX_VALUE);
    }
    boolean remember = elements.subList(0, open.index()).stream().allMatch(Element::free);
    if (remember && deadEnds.contains(open)) {
      return false;
    }
    boolean found = fill(open, place);
    if (!found && remember) {
      deadEnds.add(open);
    }
    return found;
  }

  private boolean fill(Open open, int place) {
    Element element = elements.get(place);
    List<Long> times = new ArrayList<>();
    boolean earliest = element.free() && !element.bounded() && !isGuarded(place + 1);
    boolean[] found = {false};
    interpreter
        .walker()
        .each(
            element.events(),
            element.slot(),
            false,
            () -> {
              long time = interpreter.slots().time(element.slot());
              if (time <= open.after()) {
                return true;
              }
              if (!isKept(open, place, first(times, time))) {
                return false; // nor is it kept up to any later event
              }
              times.add(time);
              if (times.size() < element.least()) {
                return true;
              }
              found[0] = fills(after(open, place, time));
              return !found[0] && !earliest;
            });
    return found[0];
  }

  private Open after(Open open, int place, long time) {
    return elements.get(place).bounded()
        ? new Open(place + 1, time, place, open.after())
        : new Open(place + 1, time, place + 1, time);
  }

  private boolean isGuarded(int index) {
    return index < elements.size() && !elements.get(index).placed();
  }

  /** A stretch ends before the first event of the next place. */
  private static long first(List<Long> times, long time) {
    return times.isEmpty() ? time : times.get(0);
  }

  /** Whether no guard on the stretch up to the place sees more than it may. */
  private boolean isKept(Open open, int place, long before) {
    for (int i = open.guarded(); i < place; i++) {
      long after = i < open.index() ? open.since() : open.after();
      if (elements.get(i).bounded() && isExceeded(elements.get(i), after, before)) {
        return false;
      }
    }
    return true;
  }

  /** Leaves the element's slot as it was, for later elements may look at it. */
  private boolean isExceeded(Element element, long after, long before) {
    Slots slots = interpreter.slots();
    int slot = element.slot();
    JsonNode item = slots.item(slot);
    long itemTime = slots.time(slot);
    int[] seen = {0};
    interpreter
        .walker()
        .each(
            element.events(),
            slot,
            false,
            () -> {
              boolean within = slots.time(slot) < before;
              seen[0] += within && slots.time(slot) > after ? 1 : 0;
              return within && seen[0] <= element.most();
            });
    slots.put(slot, item, itemTime);
    return seen[0] > element.most();
  }
}
