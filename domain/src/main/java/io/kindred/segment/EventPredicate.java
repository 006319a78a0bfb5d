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
public final class EventPredicate {

  private static final String ID = "event";
  private static final JsonNode NOTHING_ELSE = JsonNodeFactory.instance.objectNode();

  private final Expression condition;
  private final int slots;

  private EventPredicate(Pql pql) {
    this.condition = pql.expression();
    this.slots = pql.slots();
  }

  /** Compiles; the refusal names line and column. It may not ask about other segments. */
  public static EventPredicate of(SegmentDefinition segment) throws InvalidDefinition {
    return new EventPredicate(SegmentSet.of(List.of(segment)).pql(segment.id()));
  }

  /** Whether somebody is in it at a moment, who has done that then. */
  public boolean holds(JsonNode event, long now) {
    Snapshot doer = new Snapshot(NOTHING_ELSE, List.of(new Occurrence(now, ID, event)));
    return new Interpreter(new Facts(doer), Map.of(), slots).holds(condition, new Clock(now));
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
}
