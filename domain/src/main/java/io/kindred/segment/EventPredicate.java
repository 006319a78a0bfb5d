/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.Subject.Occurrence;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The segment {@code xEvent[…]} of an event's condition, asked of somebody who has done one thing
 * and of whom nothing else is known.
 */
public final class EventPredicate {

  private static final String ID = "event";
  private static final JsonNode NOTHING_ELSE = JsonNodeFactory.instance.objectNode();

  private final Expression condition;
  private final int slots;

  private EventPredicate(Pql pql) {
    this.condition = pql.expression();
    this.slots = pql.slots();
  }

  /**
   * Compiles what is asked of the event, whose fields bare paths are; the refusal names line and
   * column. It may not ask about other segments.
   */
  public static EventPredicate of(String condition, ZoneId timeZone) throws InvalidDefinition {
    Syntax asked = Pql.syntax(condition);
    Syntax events = new Syntax.Name(asked.start(), Resolver.EVENTS);
    Pql pql =
        Pql.read(
            new Syntax.Filter(asked.start(), events, asked),
            Surroundings.sharing(Map.of(), new Calendar(timeZone)));
    if (!pql.references().isEmpty()) {
      Place at = pql.references().get(0).at();
      PqlProblem problem = PqlProblem.found(at, "a question about the event, and not a segment");
      throw new InvalidDefinition(String.valueOf(problem.getMessage()), problem);
    }
    return new EventPredicate(pql);
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
