/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import java.util.Collection;
import java.util.Map;

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
}
