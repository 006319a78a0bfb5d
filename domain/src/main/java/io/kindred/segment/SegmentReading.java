/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static java.util.stream.Collectors.toSet;

import io.kindred.definition.InvalidDefinition;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads segments, each once, however often the set of them changes.
 *
 * <p>Not for several threads.
 */
public final class SegmentReading {

  private Map<SegmentDefinition, Pql> known = new HashMap<>();

  /** The ids of the segments that one asks about. */
  Set<String> asked(SegmentDefinition definition) throws InvalidDefinition {
    return read(definition).references().stream().map(Pql.Reference::id).collect(toSet());
  }

  /** Takes as many as can be taken; which ones does not depend on their order. */
  public ValidSegments among(Collection<SegmentDefinition> definitions) {
    SortedMap<String, Pql> waiting = new TreeMap<>();
    Map<String, InvalidDefinition> rejected = new TreeMap<>();
    Map<SegmentDefinition, Pql> now = new HashMap<>();
    List<SegmentDefinition> sorted =
        definitions.stream().sorted(Comparator.comparing(SegmentDefinition::id)).toList();
    for (SegmentDefinition definition : sorted) {
      try {
        Pql pql = read(definition);
        now.put(definition, pql);
        waiting.put(definition.id(), pql);
      } catch (InvalidDefinition reason) {
        rejected.put(definition.id(), reason);
      }
    }
    known = now;
    return new ValidSegments(taken(waiting, rejected), rejected);
  }

  private Pql read(SegmentDefinition definition) throws InvalidDefinition {
    Pql pql = known.get(definition);
    if (pql == null) {
      pql = SegmentSet.read(definition, new HashMap<>());
      known.put(definition, pql);
    }
    return pql;
  }

  /** A segment may ask about one that is taken only later: until a round takes none. */
  private static SegmentSet taken(
      SortedMap<String, Pql> waiting, Map<String, InvalidDefinition> rejected) {
    SortedMap<String, Pql> taken = new TreeMap<>();
    boolean more = true;
    while (more) {
      more =
          waiting
              .entrySet()
              .removeIf(
                  each -> {
                    boolean takes = asksOnlyAbout(taken, each.getValue());
                    if (takes) {
                      taken.put(each.getKey(), each.getValue());
                    }
                    return takes;
                  });
    }
    waiting.forEach((id, pql) -> rejected.put(id, reason(id, pql, taken)));
    try {
      return SegmentSet.of(taken);
    } catch (InvalidDefinition e) {
      throw new IllegalStateException("each asks only about others that were taken before it", e);
    }
  }

  private static boolean asksOnlyAbout(Map<String, Pql> taken, Pql pql) {
    return pql.references().stream().allMatch(reference -> taken.containsKey(reference.id()));
  }

  private static InvalidDefinition reason(String id, Pql pql, SortedMap<String, Pql> taken) {
    SortedMap<String, Pql> with = new TreeMap<>(taken);
    with.put(id, pql);
    try {
      SegmentSet.of(with);
      throw new IllegalStateException(id + " was not taken");
    } catch (InvalidDefinition reason) {
      return reason;
    }
  }
}
