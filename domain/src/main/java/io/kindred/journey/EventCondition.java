/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import com.fasterxml.jackson.databind.JsonNode;

/** What is asked of one event alone. */
@FunctionalInterface
public interface EventCondition {

  /** Whether it holds of an event, at a moment. */
  boolean holds(JsonNode event, long now);

  /** Whether it may hold of events of a type; asked before an event's document is read. */
  default boolean mayHold(String eventType) {
    return true;
  }
}
