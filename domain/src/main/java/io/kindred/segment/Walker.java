/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindred.segment.Subject.Occurrence;
import java.util.Map;

/** Walks through items, one by one, without making an array of them. */
final class Walker {

  private final Interpreter interpreter;
  private final Slots slots;

  Walker(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.slots = interpreter.slots();
  }

  /** Something done at each item, which stands in its slot; false stops. */
  interface Step {
    boolean go();
  }

  static boolean isSelection(Expression expression) {
    return expression instanceof Selection.Events || expression instanceof Selection.Filter;
  }

  static int slotOf(Expression selection) {
    return selection instanceof Selection.Filter filter
        ? filter.slot()
        : ((Selection.Events) selection).slot();
  }

  /** Newest first: what is recent stays in its windows for longest. */
  boolean isAny(Expression selection) {
    return !each(selection, slotOf(selection), true, () -> false);
  }

  /** Walks through the items of {@code of}, events by time; whether it went through all. */
  boolean each(Expression of, int slot, boolean newestFirst, Step step) {
    if (of instanceof Selection.Events events) {
      return eachEvent(events, slot, newestFirst, step);
    }
    if (of instanceof Selection.Filter filter) {
      int inner = filter.slot();
      return each(
          filter.of(),
          inner,
          newestFirst,
          () ->
              !interpreter.holds(filter.where())
                  || at(slot, slots.item(inner), slots.time(inner), step));
    }
    JsonNode value = interpreter.value(of);
    if (!value.isArray()) {
      return value.isMissingNode() || at(slot, value, Slots.NO_TIME, step);
    }
    for (int i = 0; i < value.size(); i++) {
      if (!at(slot, Values.value(value.get(i)), Slots.NO_TIME, step)) {
        return false;
      }
    }
    return true;
  }

  /** How many there are, without walking. */
  int count(Selection.Events events) {
    return list(events).soFar(interpreter.clock());
  }

  private EventList list(Selection.Events events) {
    return interpreter
        .facts()
        .matching(events, event -> satisfies(events, event), interpreter.clock());
  }

  private boolean eachEvent(Selection.Events events, int slot, boolean newestFirst, Step step) {
    EventList list = list(events);
    int count = list.soFar(interpreter.clock());
    for (int i = 0; i < count; i++) {
      int index = newestFirst ? count - 1 - i : i;
      if (!at(slot, list.document(index), list.time(index), step)) {
        return false;
      }
    }
    return true;
  }

  boolean satisfies(Selection.Events events, Occurrence event) {
    Step check = () -> events.where().isEmpty() || interpreter.holds(events.where().get());
    return at(events.slot(), event.document(), event.timestamp(), check);
  }

  /** Walks through the entries of a map, or the items of an array with their places from 0. */
  void eachEntry(Expression of, int key, int slot, Step step) {
    JsonNode value = interpreter.value(of);
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        slots.put(key, TextNode.valueOf(entry.getKey()), Slots.NO_TIME);
        at(slot, Values.value(entry.getValue()), Slots.NO_TIME, step);
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      slots.put(key, IntNode.valueOf(i), Slots.NO_TIME);
      at(slot, Values.value(value.get(i)), Slots.NO_TIME, step);
    }
  }

  private boolean at(int slot, JsonNode item, long time, Step step) {
    slots.put(slot, item, time);
    return step.go();
  }
}
