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
 * @param definition whether it will be evaluated at every moment, and not at one
 */
record Surroundings(
    Map<Selection.Events, Selection.Events> known,
    Map<String, JsonNode> bindings,
    Fields profile,
    Fields events,
    boolean definition) {

  static final Surroundings NONE = sharing(Map.of());

  static Surroundings sharing(Map<Selection.Events, Selection.Events> known) {
    return new Surroundings(known, Map.of(), Fields.OPEN, Fields.OPEN, true);
  }

  static Surroundings binding(Map<String, JsonNode> bindings) {
    return new Surroundings(Map.of(), bindings, Fields.OPEN, Fields.OPEN, false);
  }

  static Surroundings knowing(Fields profile, Fields events) {
    return new Surroundings(Map.of(), Map.of(), profile, events, true);
  }
}
