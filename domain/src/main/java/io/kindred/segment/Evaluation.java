/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import java.util.ArrayList;
import java.util.Comparator;
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

  private Evaluation() {}

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
      Set<String> memberships) {}

  /**
   * What came out.
   *
   * @param value the missing node where it is unknown
   * @param type what kind of value it is, or would be if it were known
   */
  public record Answer(JsonNode value, String type) {}

  /** Evaluates text; a refusal's cause is a {@link PqlProblem}. */
  public static Answer of(String pql, Given given) throws InvalidDefinition {
    return of(Pql.syntax(pql), given);
  }

  /** Evaluates a tree of {@code pql/json}. */
  public static Answer of(JsonNode json, Given given) throws InvalidDefinition {
    return of(PqlForm.toText(json), given);
  }

  private static Answer of(Syntax syntax, Given given) throws InvalidDefinition {
    Map<String, JsonNode> bindings = new HashMap<>(given.bindings());
    JsonNode first = bindings.remove("$1");
    Snapshot snapshot = new Snapshot(first == null ? given.profile() : first, given);
    Pql pql = Pql.read(syntax, Surroundings.binding(bindings));
    Map<String, History> memberships = new HashMap<>();
    for (Pql.Reference reference : pql.references()) {
      boolean member = snapshot.memberships().contains(reference.id());
      memberships.put(reference.id(), new History(given.now(), member));
    }
    Interpreter interpreter = new Interpreter(new Facts(snapshot, true), memberships, pql.slots());
    JsonNode value = interpreter.value(pql.expression(), new Clock(given.now()));
    return new Answer(value, type(value, pql.expression().kind()));
  }

  private static String type(JsonNode value, Kind kind) {
    if (value.isNumber()) {
      return value.isIntegralNumber() ? "integer" : "double";
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

  /** What is given, as a subject that never was otherwise. */
  private record Snapshot(
      JsonNode profile, List<Subject.Occurrence> events, Set<String> memberships)
      implements Subject {

    Snapshot(JsonNode profile, Given given) {
      this(Values.value(profile), occurrences(given.events()), memberships(profile, given));
    }

    private static List<Occurrence> occurrences(List<JsonNode> documents) {
      List<Occurrence> occurrences = new ArrayList<>();
      for (JsonNode document : documents) {
        Moment.Fixed moment = Moment.read(document.path("timestamp"));
        long time = moment == null ? Slots.NO_TIME : moment.start();
        occurrences.add(new Occurrence(time, String.valueOf(occurrences.size()), document));
      }
      occurrences.sort(Comparator.comparingLong(Occurrence::timestamp));
      return List.copyOf(occurrences);
    }

    private static Set<String> memberships(JsonNode profile, Given given) {
      Set<String> memberships = new TreeSet<>(given.memberships());
      JsonNode ups = profile.path("segmentMembership").path("ups");
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

    @Override
    public At attributes(long t) {
      return new At(profile, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public long earliest() {
      return Long.MIN_VALUE;
    }

    @Override
    public long latest() {
      return Long.MAX_VALUE;
    }
  }
}
