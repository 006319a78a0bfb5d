/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The segments that are valid together, and why the others are not: one that cannot be compiled
 * must not keep the rest from being evaluated.
 *
 * @param rejected why, by segment id
 */
public record ValidSegments(SegmentSet set, Map<String, InvalidDefinition> rejected) {

  /** Takes as many as can be taken; which ones does not depend on their order. */
  public static ValidSegments among(Collection<SegmentDefinition> definitions) {
    try {
      return new ValidSegments(SegmentSet.of(definitions), Map.of());
    } catch (InvalidDefinition atLeastOne) {
      return oneByOne(definitions);
    }
  }

  private static ValidSegments oneByOne(Collection<SegmentDefinition> definitions) {
    List<SegmentDefinition> waiting = new ArrayList<>(definitions);
    waiting.sort(Comparator.comparing(SegmentDefinition::id));
    List<SegmentDefinition> taken = new ArrayList<>();
    Map<String, InvalidDefinition> rejected = new TreeMap<>();
    SegmentSet set = SegmentSet.EMPTY;
    // A segment may refer to one that is taken only later: until a round takes none.
    for (int before = -1; before < taken.size(); ) {
      before = taken.size();
      for (SegmentDefinition each : List.copyOf(waiting)) {
        taken.add(each);
        try {
          set = SegmentSet.of(taken);
          waiting.remove(each);
          rejected.remove(each.id());
        } catch (InvalidDefinition reason) {
          taken.remove(taken.size() - 1);
          rejected.put(each.id(), reason);
        }
      }
    }
    return new ValidSegments(set, rejected);
  }
}
