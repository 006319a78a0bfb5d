/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Segments compiled together: immutable, in dependency order, one for each set of definitions. */
public final class SegmentSet {

  public static final SegmentSet EMPTY = new SegmentSet(List.of(), Map.of());

  private final List<String> ids;
  private final Map<String, Expression> inOrder;
  private final Map<String, Pql> read;
  private final int slots;

  private SegmentSet(List<String> ids, Map<String, Pql> inOrder) {
    this.ids = ids;
    this.read = Map.copyOf(inOrder);
    this.inOrder = new LinkedHashMap<>();
    inOrder.forEach((id, pql) -> this.inOrder.put(id, pql.expression()));
    this.slots = inOrder.values().stream().mapToInt(Pql::slots).max().orElse(1);
  }

  /** Compiles; the refusal names the segment and, within its expression, line and column. */
  public static SegmentSet of(Collection<SegmentDefinition> definitions) throws InvalidDefinition {
    SortedMap<String, Pql> read = new TreeMap<>();
    Map<Selection.Events, Selection.Events> selections = new HashMap<>();
    for (SegmentDefinition definition : definitions) {
      if (read.put(definition.id(), read(definition, selections)) != null) {
        throw new InvalidDefinition("segment " + definition.id() + ": defined twice");
      }
    }
    return of(read);
  }

  static SegmentSet of(SortedMap<String, Pql> read) throws InvalidDefinition {
    return new SegmentSet(List.copyOf(read.keySet()), new Ordering(read).inOrder());
  }

  static Pql read(SegmentDefinition definition, Map<Selection.Events, Selection.Events> selections)
      throws InvalidDefinition {
    try {
      Calendar calendar = new Calendar(definition.timeZone());
      Pql pql = Pql.read(definition.pql(), Surroundings.sharing(selections, calendar));
      remember(pql.expression(), selections);
      return pql;
    } catch (InvalidDefinition e) {
      throw new InvalidDefinition("segment " + definition.id() + ": " + e.getMessage(), e);
    }
  }

  private static void remember(
      Expression expression, Map<Selection.Events, Selection.Events> selections) {
    if (expression instanceof Selection.Events events) {
      selections.putIfAbsent(events, events);
    }
    expression.parts().forEach(part -> remember(part, selections));
  }

  /** All ids, ascending. */
  public List<String> ids() {
    return ids;
  }

  /** The conditions, each after those it asks about. */
  Map<String, Expression> inOrder() {
    return inOrder;
  }

  /** A segment as it was read. */
  Pql pql(String id) {
    Pql pql = read.get(id);
    if (pql == null) {
      throw new IllegalArgumentException("no segment " + id);
    }
    return pql;
  }

  /** How many slots an interpreter of any of them needs. */
  int slots() {
    return slots;
  }

  /** Puts segments after those they ask about; refuses cycles, and segments that are not there. */
  private static final class Ordering {

    private final SortedMap<String, Pql> read;
    private final Map<String, Pql> done = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();

    Ordering(SortedMap<String, Pql> read) {
      this.read = read;
    }

    Map<String, Pql> inOrder() throws InvalidDefinition {
      for (Map.Entry<String, Pql> segment : read.entrySet()) {
        place(segment.getKey(), segment.getValue());
      }
      return done;
    }

    private void place(String id, Pql pql) throws InvalidDefinition {
      if (done.containsKey(id)) {
        return;
      }
      path.add(id);
      for (Pql.Reference reference : pql.references()) {
        follow(id, reference);
      }
      path.remove(path.size() - 1);
      done.put(id, pql);
    }

    private void follow(String id, Pql.Reference reference) throws InvalidDefinition {
      int begun = path.indexOf(reference.id());
      if (begun >= 0) {
        throw refusal(id, reference, "a segment that does not ask about this one: " + cycle(begun));
      }
      Pql pql = read.get(reference.id());
      if (pql == null) {
        throw refusal(id, reference, "a segment that is defined");
      }
      place(reference.id(), pql);
    }

    private String cycle(int begun) {
      List<String> cycle = new ArrayList<>(path.subList(begun, path.size()));
      cycle.add(path.get(begun));
      return String.join(" -> ", cycle);
    }

    private static InvalidDefinition refusal(String id, Pql.Reference at, String expected) {
      return new InvalidDefinition(
          "segment %s: %s: found '%s'; expected %s"
              .formatted(id, at.at().where(), at.id(), expected));
    }
  }
}
