/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What an expression is read with.
 *
 * @param known selections of events to be shared with other expressions
 * @param bindings what names stand for that the expression itself does not explain
 * @param profile the fields of a profile, where these are known
 * @param events the fields of an event, where these are known
 * @param calendar by which it counts days and longer
 * @param definition whether it will be evaluated at every moment, and not at one
 */
record Surroundings(
    Map<Selection.Events, Selection.Events> known,
    Map<String, JsonNode> bindings,
    Fields profile,
    Fields events,
    Calendar calendar,
    boolean definition) {

  static final Surroundings NONE = sharing(Map.of(), Calendar.UTC);

  static Surroundings sharing(Map<Selection.Events, Selection.Events> known, Calendar calendar) {
    return new Surroundings(known, Map.of(), Fields.OPEN, Fields.OPEN, calendar, true);
  }

  static Surroundings binding(Map<String, JsonNode> bindings, Calendar calendar) {
    return new Surroundings(Map.of(), bindings, Fields.OPEN, Fields.OPEN, calendar, false);
  }

  static Surroundings knowing(Fields profile, Fields events) {
    return new Surroundings(Map.of(), Map.of(), profile, events, Calendar.UTC, true);
  }
}
