/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Links as they fall apart around identities that join nothing. */
final class Pieces {

  private final SortedMap<Link, Seen> links;
  private final Map<String, Set<Link>> linksOf = new HashMap<>();

  private Pieces(SortedMap<Link, Seen> links, Facts crowds) {
    this.links = links;
    for (Link link : links.keySet()) {
      linksOf.computeIfAbsent(link.a(), none -> new HashSet<>()).add(link);
      linksOf.computeIfAbsent(link.b(), none -> new HashSet<>()).add(link);
    }
    linksOf.keySet().removeIf(identity -> crowds.crowd(identity) > 0);
  }

  /**
   * By one member of each piece, which is no crowd: the links of its members, also those to crowds.
   * Those between crowds are left out, since nobody keeps them.
   */
  static SortedMap<String, Map<Link, Seen>> around(Facts crowds, SortedMap<Link, Seen> links) {
    return new Pieces(links, crowds).all();
  }

  private SortedMap<String, Map<Link, Seen>> all() {
    SortedMap<String, Map<Link, Seen>> pieces = new TreeMap<>();
    Set<String> left = new HashSet<>(linksOf.keySet());
    for (String start : new TreeMap<>(linksOf).keySet()) {
      if (left.contains(start)) {
        pieces.put(start, piece(start, left));
      }
    }
    return pieces;
  }

  private Map<Link, Seen> piece(String start, Collection<String> left) {
    Map<Link, Seen> piece = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(Set.of(start));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (left.remove(next)) {
        for (Link link : linksOf.getOrDefault(next, Set.of())) {
          piece.put(link, links.getOrDefault(link, Seen.at(0)));
          open.add(link.a().equals(next) ? link.b() : link.a());
        }
      }
    }
    return piece;
  }
}
