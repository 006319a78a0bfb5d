/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The values of {@link CommonParts} for one profile, each for as long as it holds. */
final class CommonValues {

  private final CommonParts parts;
  private final Sparse<Held> held;

  /** The latest value of a part, and the interval in which it is this. */
  record Held(JsonNode value, long from, long until) {}

  /**
   * @param held empty, with room for all parts
   */
  CommonValues(CommonParts parts, Sparse<Held> held) {
    this.parts = parts;
    this.held = held;
  }

  /** The number of a part; -1 where it is not shared. */
  int number(Expression part) {
    return parts.number(part);
  }

  /** What is known at a moment; null if nothing. */
  @Nullable Held at(int number, long now) {
    Held known = held.get(number);
    return known != null && known.from() <= now && now <= known.until() ? known : null;
  }

  Held hold(int number, JsonNode value, Clock clock) {
    Held found = new Held(value, clock.from(), clock.until());
    held.put(number, found);
    return found;
  }
}
