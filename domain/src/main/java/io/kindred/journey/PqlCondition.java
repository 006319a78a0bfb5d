/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.definition.TimeZoneName;
import io.kindred.segment.EventPredicate;
import io.kindred.segment.SegmentDefinition;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition in PQL, in which bare paths are the event's, as within {@code xEvent[…]}. It is the
 * segment of those whose only event satisfies it.
 */
public final class PqlCondition implements EventCondition {

  private static final String ID = "condition";
  private static final String BEFORE = "xEvent[";
  private static final Pattern PLACE = Pattern.compile("(\\d+):(\\d+): .*", Pattern.DOTALL);

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
    try {
      String whole = BEFORE + pql + "]";
      return new PqlCondition(
          EventPredicate.of(new SegmentDefinition(ID, ID, whole, timeZone, true)));
    } catch (InvalidDefinition e) {
      throw new InvalidDefinition(asWritten(String.valueOf(e.getMessage())), e);
    }
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

  /** Columns of the first line are those of the condition and not of what stands around it. */
  private static String asWritten(String problem) {
    String bare = problem.replaceFirst("^segment " + ID + ": ", "");
    Matcher place = PLACE.matcher(bare);
    if (!place.matches() || !place.group(1).equals("1")) {
      return bare;
    }
    int column = Math.max(1, Integer.parseInt(place.group(2)) - BEFORE.length());
    return "1:" + column + bare.substring(place.end(2));
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
