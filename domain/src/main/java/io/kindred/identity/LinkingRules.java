/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Identity Optimization Algorithm: leaves out the links that would bring two ids of a unique
 * namespace together.
 *
 * <p>Only in a component that would hold two: its links are replayed, those of its latest event
 * first, then by ascending sum of the two namespaces' priorities, then newest first, then by key. A
 * link that would join two ids of a unique namespace is left out. The order is total, so the
 * outcome is a function of the facts.
 */
final class LinkingRules {

  private final LinkGraph graph;
  private final DisjointSets joined;

  /** By root of a set: the one id of each unique namespace in it. */
  private final Map<Integer, Map<String, Integer>> unique = new HashMap<>();

  LinkingRules(LinkGraph graph) {
    this.graph = graph;
    joined = new DisjointSets(graph.identities());
  }

  /** Returns whether the component was contended. */
  boolean apply(List<Integer> component) {
    if (!violatesUniqueness(component)) {
      return false;
    }
    List<Integer> replay = new ArrayList<>(component);
    replay.sort(replayOrder(latest(component)));
    replay.forEach(this::replay);
    return true;
  }

  private boolean violatesUniqueness(List<Integer> component) {
    Map<String, Integer> holds = new HashMap<>();
    for (int member : graph.members(component)) {
      NamespaceSettings namespace = graph.namespace(member);
      if (namespace.unique() && holds.put(namespace.namespace(), member) != null) {
        return true;
      }
    }
    return false;
  }

  private long latest(List<Integer> component) {
    long latest = Long.MIN_VALUE;
    for (int link : component) {
      latest = Math.max(latest, graph.seen(link).last());
    }
    return latest;
  }

  private Comparator<Integer> replayOrder(long latest) {
    return Comparator.<Integer, Boolean>comparing(link -> graph.seen(link).last() != latest)
        .thenComparingInt(this::prioritySum)
        .thenComparing(link -> graph.seen(link).last(), Comparator.reverseOrder())
        .thenComparing(Comparator.naturalOrder());
  }

  private int prioritySum(int link) {
    return graph.namespace(graph.a(link)).priority() + graph.namespace(graph.b(link)).priority();
  }

  private void replay(int link) {
    int one = joined.find(graph.a(link));
    int other = joined.find(graph.b(link));
    if (one == other) {
      return;
    }
    Map<String, Integer> both = new HashMap<>(holds(one));
    String conflict = addAll(both, holds(other));
    if (conflict == null) {
      unique.put(joined.union(one, other), both);
    } else {
      graph.decide(link, new Decision(Decision.Verdict.NOT_UNIQUE, conflict));
    }
  }

  private Map<String, Integer> holds(int root) {
    Map<String, Integer> known = unique.get(root);
    if (known != null) {
      return known;
    }
    NamespaceSettings namespace = graph.namespace(root);
    return namespace.unique() ? Map.of(namespace.namespace(), root) : Map.of();
  }

  /** Returns the first namespace, by name, of which the two hold different ids. */
  private static @Nullable String addAll(Map<String, Integer> holds, Map<String, Integer> more) {
    String conflict = null;
    for (Map.Entry<String, Integer> each : more.entrySet()) {
      boolean conflicts = holds.put(each.getKey(), each.getValue()) != null;
      if (conflicts && (conflict == null || each.getKey().compareTo(conflict) < 0)) {
        conflict = each.getKey();
      }
    }
    return conflict;
  }
}
