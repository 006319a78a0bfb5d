/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The segments that are valid together, and why the others are not: one that cannot be compiled
 * must not keep the rest from being evaluated.
 *
 * @param rejected why, by segment id
 */
public record ValidSegments(SegmentSet set, Map<String, InvalidDefinition> rejected) {

  /** Takes as many as can be taken; which ones does not depend on their order. */
  public static ValidSegments among(Collection<SegmentDefinition> definitions) {
    return new SegmentReading().among(definitions);
  }

  /**
   * Refuses a segment that may not stand beside others. Only those are read that it asks about, or
   * that these ask about.
   *
   * @param others gives the definition of an id, or null if none that can be read stands
   */
  public static void check(
      SegmentDefinition definition, Function<String, @Nullable SegmentDefinition> others)
      throws InvalidDefinition {
    SegmentReading reading = new SegmentReading();
    Map<String, SegmentDefinition> concerned = new LinkedHashMap<>();
    concerned.put(definition.id(), definition);
    Deque<String> toFollow = new ArrayDeque<>(reading.asked(definition));
    while (!toFollow.isEmpty()) {
      String id = toFollow.pop();
      SegmentDefinition other = concerned.containsKey(id) ? null : others.apply(id);
      if (other != null) {
        concerned.put(id, other);
        toFollow.addAll(askedIfReadable(other, reading));
      }
    }
    InvalidDefinition reason = reading.among(concerned.values()).rejected().get(definition.id());
    if (reason != null) {
      throw reason;
    }
  }

  private static Set<String> askedIfReadable(SegmentDefinition other, SegmentReading reading) {
    try {
      return reading.asked(other);
    } catch (InvalidDefinition rejected) {
      return Set.of(); // and whoever asks about it will be
    }
  }
}
