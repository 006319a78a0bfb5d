/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Evicts identities from a cluster over the limit: cookies, then devices, then the rest; of a type
 * the one that was linked longest ago, then by key. An eviction takes the identity's links with it,
 * so the cluster may fall apart; each piece over the limit goes on evicting on its own.
 */
final class ClusterLimit {

  private final LinkGraph graph;
  private final int limit;

  /** Standing links of each identity in the cluster: neighbour → link. */
  private final Map<Integer, Map<Integer, Integer>> neighbours = new HashMap<>();

  private final Map<Integer, Long> lastLinked = new HashMap<>();

  ClusterLimit(LinkGraph graph, int limit) {
    this.graph = graph;
    this.limit = limit;
  }

  /** Returns whether the limit bit. */
  boolean apply(List<Integer> cluster) {
    SortedSet<Integer> members = graph.members(cluster);
    if (members.size() <= limit) {
      return false;
    }
    members.forEach(member -> neighbours.put(member, new TreeMap<>()));
    for (int link : cluster) {
      neighbours(graph.a(link)).put(graph.b(link), link);
      neighbours(graph.b(link)).put(graph.a(link), link);
    }
    members.forEach(this::updateLastLinked);
    Deque<Set<Integer>> pieces = new ArrayDeque<>(List.of(members));
    while (!pieces.isEmpty()) {
      pieces.addAll(shrink(pieces.remove()));
    }
    return true;
  }

  /** Evicts until the piece is within the limit or falls apart; returns the pieces it fell into. */
  private List<Set<Integer>> shrink(Set<Integer> piece) {
    TreeSet<Integer> candidates = new TreeSet<>(evictionOrder());
    candidates.addAll(piece);
    while (candidates.size() > limit) {
      int victim = candidates.first();
      candidates.remove(victim);
      Set<Integer> bereft = new TreeSet<>(neighbours(victim).keySet());
      candidates.removeAll(bereft);
      evict(victim);
      candidates.addAll(bereft);
      if (!allLinked(bereft)) {
        return connected(candidates);
      }
    }
    return List.of();
  }

  private Comparator<Integer> evictionOrder() {
    return Comparator.<Integer>comparingInt(member -> graph.namespace(member).type().evictionRank())
        .thenComparing(member -> lastLinked.getOrDefault(member, Long.MIN_VALUE))
        .thenComparing(Comparator.naturalOrder());
  }

  private void evict(int victim) {
    Decision evicted = new Decision(Decision.Verdict.EVICTED, graph.identity(victim));
    neighbours(victim)
        .forEach(
            (neighbour, link) -> {
              graph.decide(link, evicted);
              neighbours(neighbour).remove(victim);
              if (graph.seen(link).last() == lastLinked.getOrDefault(neighbour, 0L)) {
                updateLastLinked(neighbour);
              }
            });
    neighbours(victim).clear();
  }

  private void updateLastLinked(int member) {
    long last = Long.MIN_VALUE;
    for (int link : neighbours(member).values()) {
      last = Math.max(last, graph.seen(link).last());
    }
    lastLinked.put(member, last);
  }

  /** Neighbours of a victim that are all linked to each other cannot have lost their connection. */
  private boolean allLinked(Set<Integer> bereft) {
    for (int one : bereft) {
      for (int other : bereft) {
        if (one < other && !neighbours(one).containsKey(other)) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Set<Integer>> connected(Set<Integer> members) {
    List<Set<Integer>> pieces = new ArrayList<>();
    Set<Integer> left = new TreeSet<>(members);
    while (!left.isEmpty()) {
      Set<Integer> piece = new TreeSet<>();
      Deque<Integer> reached = new ArrayDeque<>(List.of(left.iterator().next()));
      while (!reached.isEmpty()) {
        int member = reached.remove();
        if (left.remove(member)) {
          piece.add(member);
          reached.addAll(neighbours(member).keySet());
        }
      }
      pieces.add(piece);
    }
    return pieces;
  }

  private Map<Integer, Integer> neighbours(int member) {
    return neighbours.getOrDefault(member, Map.of());
  }
}
