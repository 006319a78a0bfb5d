/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.definition.TimeZoneName;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import io.kindred.segment.Subject;
import io.kindred.segment.Timeline;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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

  /**
   * How most conditions begin. Where nothing is said but {@code and}, what comes first is
   * necessary.
   */
  private static final Pattern TYPE_FIRST =
      Pattern.compile(
          "\\s*eventType\\s*=\\s*[\"']([^\"'\\\\]*)[\"']\\s*(?:(?i:and)\\b(?!.*\\b(?i:or)\\b).*)?",
          Pattern.DOTALL);

  private final SegmentSet segments;
  private final Optional<String> type;

  private PqlCondition(SegmentSet segments, Optional<String> type) {
    this.segments = segments;
    this.type = type;
  }

  /** Compiles for UTC; the refusal names line and column. */
  public static PqlCondition of(String pql) throws InvalidDefinition {
    return of(pql, TimeZoneName.DEFAULT);
  }

  /** Compiles; days and longer are those of the time zone. */
  static PqlCondition of(String pql, ZoneId timeZone) throws InvalidDefinition {
    try {
      SegmentSet segments =
          SegmentSet.of(List.of(new SegmentDefinition(ID, ID, BEFORE + pql + "]", timeZone, true)));
      Matcher first = TYPE_FIRST.matcher(pql);
      return new PqlCondition(
          segments, first.matches() ? Optional.of(first.group(1)) : Optional.empty());
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
    Timeline.Standing standing =
        Timeline.of(segments, new OnlyEvent(event, now), now).bySegment().get(ID);
    return standing != null && standing.member();
  }

  @Override
  public boolean mayHold(String eventType) {
    return type.map(eventType::equals).orElse(true);
  }

  /** One who has done this one thing. */
  private record OnlyEvent(JsonNode event, long at) implements Subject {

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
