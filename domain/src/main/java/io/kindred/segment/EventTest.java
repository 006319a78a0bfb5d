/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.Subject.Occurrence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A segment, asked of somebody who has done one thing and of whom nothing else is known. */
public final class EventTest {

  private static final String ID = "event";

  private final Expression condition;
  private final int slots;

  private EventTest(Pql pql) {
    this.condition = pql.expression();
    this.slots = pql.slots();
  }

  /** Compiles; the refusal names line and column. It may not ask about other segments. */
  public static EventTest of(SegmentDefinition segment) throws InvalidDefinition {
    return new EventTest(SegmentSet.of(List.of(segment)).pql(segment.id()));
  }

  /** Whether somebody is in it at a moment, who has done that then. */
  public boolean holds(JsonNode event, long now) {
    Facts facts = new Facts(new Doer(event, now));
    return new Interpreter(facts, Map.of(), slots).holds(condition, new Clock(now));
  }

  /** The texts of which an event must have one at this field; empty where it need not. */
  public Optional<Set<String>> demanded(String field) {
    return demands(condition).stream()
        .filter(demand -> demand.path().equals(List.of(field)))
        .map(Demand::texts)
        .findFirst();
  }

  private static List<Demand> demands(Expression condition) {
    if (condition instanceof Selection.Filter filter) {
      return demands(filter.of());
    }
    return condition instanceof Selection.Events events
        ? events.where().map(where -> Demand.of(where, events.slot())).orElse(List.of())
        : List.of();
  }

  private record Doer(JsonNode event, long at) implements Subject {

    @Override
    public At attributes(long t) {
      return new At(JsonNodeFactory.instance.objectNode(), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public List<Occurrence> events() {
      return List.of(new Occurrence(at, ID, event));
    }

    @Override
    public long earliest() {
      return at;
    }

    @Override
    public long latest() {
      return at;
    }
  }
}
