/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.definition.TimeZoneName;
import io.kindred.segment.EventPredicate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * A condition in PQL, in which bare paths are the event's, as within {@code xEvent[…]}. It is the
 * segment of those whose only event satisfies it.
 */
public final class PqlCondition implements EventCondition {

  private final EventPredicate predicate;
  private final Optional<Set<String>> types;

  private PqlCondition(EventPredicate predicate) {
    this.predicate = predicate;
    this.types = predicate.demanded("eventType");
  }

  /** Compiles for UTC; the refusal names line and column. */
  public static PqlCondition of(String pql) throws InvalidDefinition {
    return of(pql, TimeZoneName.DEFAULT);
  }

  /** Compiles; days and longer are those of the time zone. */
  static PqlCondition of(String pql, ZoneId timeZone) throws InvalidDefinition {
    return new PqlCondition(EventPredicate.of(pql, timeZone));
  }

  /**
   * Reads {@code {"type": "PQL", "format": "pql/text", "value": …}}, and the time zone if there is
   * one, as a segment's.
   */
  static PqlCondition parse(JsonFields definition) throws InvalidDefinition {
    ZoneId timeZone = definition.timeZone("timeZone");
    JsonFields expression = definition.object("expression");
    require(expression, "type", "PQL");
    require(expression, "format", "pql/text");
    String pql = expression.text("value");
    expression.refuseUnknown();
    try {
      return of(pql, timeZone);
    } catch (InvalidDefinition e) {
      throw new InvalidDefinition(expression.path() + "/value: " + e.getMessage(), e);
    }
  }

  private static void require(JsonFields fields, String field, String expected)
      throws InvalidDefinition {
    if (!fields.text(field).equals(expected)) {
      throw fields.refusal(field, '"' + expected + '"');
    }
  }

  @Override
  public boolean holds(JsonNode event, long now) {
    return predicate.holds(event, now);
  }

  @Override
  public boolean mayHold(String eventType) {
    return types.map(demanded -> demanded.contains(eventType)).orElse(true);
  }
}
