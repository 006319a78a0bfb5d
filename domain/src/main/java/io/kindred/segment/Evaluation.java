/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.TimeZoneName;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expression evaluated once, on what is given, and not over time: any value may come out, and
 * events that are yet to come are seen, too.
 */
public final class Evaluation {

  /** As far from the epoch as a moment may be, milliseconds: to the end of the year 9999. */
  public static final long FURTHEST = Moment.FURTHEST;

  private final Pql pql;

  private Evaluation(Syntax syntax, Map<String, JsonNode> bindings, ZoneId timeZone)
      throws InvalidDefinition {
    Map<String, JsonNode> free = new HashMap<>(bindings);
    free.remove("$1");
    pql = Pql.read(syntax, Surroundings.binding(free, new Calendar(timeZone)));
  }

  /**
   * What an expression is evaluated on.
   *
   * @param profile the merged attributes; its {@code segmentMembership.ups} counts as memberships
   * @param events in any order, each with a {@code timestamp}
   * @param bindings what free names stand for; {@code $1} takes the place of the profile
   * @param memberships ids of the segments it is in
   */
  public record Given(
      JsonNode profile,
      List<JsonNode> events,
      long now,
      Map<String, JsonNode> bindings,
      Set<String> memberships) {

    Given withProfile(JsonNode other) {
      return new Given(other, events, now, bindings, memberships);
    }
  }

  /**
   * What came out.
   *
   * @param value the missing node where it is unknown
   * @param type what kind of value it is, or would be if it were known
   */
  public record Answer(JsonNode value, String type) {}

  /** Evaluates text in UTC; a refusal's cause is a {@link PqlProblem}. */
  public static Answer of(String pql, Given given) throws InvalidDefinition {
    return of(pql, TimeZoneName.DEFAULT, given);
  }

  /** Evaluates text by the calendar of a time zone. */
  public static Answer of(String pql, ZoneId timeZone, Given given) throws InvalidDefinition {
    return new Evaluation(Pql.syntax(pql), given.bindings(), timeZone).on(given);
  }

  /** Evaluates a tree of {@code pql/json} in UTC. */
  public static Answer of(JsonNode json, Given given) throws InvalidDefinition {
    return of(json, TimeZoneName.DEFAULT, given);
  }

  /** Evaluates a tree of {@code pql/json}; a refusal names the JSON pointer of the node. */
  public static Answer of(JsonNode json, ZoneId timeZone, Given given) throws InvalidDefinition {
    return new Evaluation(PqlForm.syntax(json), given.bindings(), timeZone).on(given);
  }

  /** Reads text that is to be evaluated on many profiles, and says no free name. */
  public static Evaluation read(String pql, ZoneId timeZone) throws InvalidDefinition {
    return new Evaluation(Pql.syntax(pql), Map.of(), timeZone);
  }

  /** Whether it asks about events: who has none need not be given any. */
  public boolean asksForEvents() {
    return asksForEvents(pql.expression());
  }

  private static boolean asksForEvents(Expression expression) {
    return expression instanceof Selection.Events
        || expression.parts().stream().anyMatch(Evaluation::asksForEvents);
  }

  /** Whether it is true as a condition. */
  public boolean holds(Given given) {
    return interpreter(given).holds(pql.expression(), new Clock(given.now()));
  }

  /** Evaluates on what is given; its bindings are those that the expression was read with. */
  public Answer on(Given given) {
    JsonNode value = interpreter(given).value(pql.expression(), new Clock(given.now()));
    return new Answer(value, type(value, pql.expression().kind()));
  }

  private Interpreter interpreter(Given given) {
    JsonNode first = given.bindings().get("$1");
    Given of = first == null ? given : given.withProfile(first);
    Set<String> member = memberships(of);
    Map<String, History> memberships = new HashMap<>();
    for (Pql.Reference reference : pql.references()) {
      memberships.put(reference.id(), new History(of.now(), member.contains(reference.id())));
    }
    Subject subject = Snapshot.of(of.profile(), of.events());
    return new Interpreter(new Facts(subject, true), memberships, pql.slots());
  }

  private static String type(JsonNode value, Kind kind) {
    if (value.isNumber()) {
      return value.isIntegralNumber() ? "integer" : "double";
    }
    if (value.isArray()) {
      return "array";
    }
    if (value.isObject()) {
      return kind == Kind.MAP || kind == Kind.NUMBER ? "map" : "object";
    }
    return switch (kind == Kind.ANY ? Kind.of(value) : kind) {
      case BOOLEAN -> "boolean";
      case NUMBER -> "double";
      case TEXT -> "string";
      case MOMENT -> "date";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case MAP -> "map";
      case ANY -> "unknown";
    };
  }

  private static Set<String> memberships(Given given) {
    Set<String> memberships = new TreeSet<>(given.memberships());
    JsonNode ups = given.profile().path("segmentMembership").path("ups");
    for (Map.Entry<String, JsonNode> segment : ups.properties()) {
      if (!segment.getValue().path("status").asText().equals("exited")) {
        memberships.add(segment.getKey());
      }
    }
    if (ups.isArray()) {
      ups.forEach(id -> memberships.add(id.asText()));
    }
    return memberships;
  }
}
