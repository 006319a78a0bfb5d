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
}
