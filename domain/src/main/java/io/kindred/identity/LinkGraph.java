/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Facts as numbered links between numbered identities, with what the rules ask about them, and what
 * has been decided. Numbers ascend with keys.
 */
final class LinkGraph {

  private final List<String> identities;
  private final List<NamespaceSettings> namespaces;
  private final List<Link> links;
  private final Seen[] seen;
  private final int[] ends;
  private final Decision[] decisions;

  LinkGraph(Facts facts, IdentitySettings settings) {
    identities = List.copyOf(facts.linked());
    namespaces = new ArrayList<>(identities.size());
    Map<String, Integer> numbers = new HashMap<>();
    for (String identity : identities) {
      numbers.put(identity, numbers.size());
      namespaces.add(settings.of(Identity.namespaceOf(identity)));
    }
    links = List.copyOf(facts.links().keySet());
    seen = facts.links().values().toArray(new Seen[0]);
    ends = new int[2 * links.size()];
    for (int link = 0; link < links.size(); link++) {
      ends[2 * link] = numbers.getOrDefault(links.get(link).a(), 0);
      ends[2 * link + 1] = numbers.getOrDefault(links.get(link).b(), 0);
    }
    decisions = new Decision[links.size()];
    Arrays.fill(decisions, Decision.KEPT);
  }

  int identities() {
    return identities.size();
  }

  List<String> all() {
    return identities;
  }

  String identity(int number) {
    return identities.get(number);
  }

  NamespaceSettings namespace(int identity) {
    return namespaces.get(identity);
  }

  int links() {
    return links.size();
  }

  Link link(int number) {
    return links.get(number);
  }

  Seen seen(int link) {
    return seen[link];
  }

  int a(int link) {
    return ends[2 * link];
  }

  int b(int link) {
    return ends[2 * link + 1];
  }

  /** The other end of a link. */
  int beyond(int link, int identity) {
    return a(link) == identity ? b(link) : a(link);
  }

  Decision decision(int link) {
    return decisions[link];
  }

  void decide(int link, Decision decision) {
    decisions[link] = decision;
  }

  /** The links that stand so far, grouped by connected piece. */
  Collection<List<Integer>> pieces() {
    DisjointSets sets = new DisjointSets(identities.size());
    for (int link = 0; link < links.size(); link++) {
      if (stands(link)) {
        sets.union(a(link), b(link));
      }
    }
    Map<Integer, List<Integer>> pieces = new LinkedHashMap<>();
    for (int link = 0; link < links.size(); link++) {
      if (stands(link)) {
        pieces.computeIfAbsent(sets.find(a(link)), root -> new ArrayList<>()).add(link);
      }
    }
    return pieces.values();
  }

  SortedSet<Integer> members(List<Integer> piece) {
    SortedSet<Integer> members = new TreeSet<>();
    for (int link : piece) {
      members.add(a(link));
      members.add(b(link));
    }
    return members;
  }

  boolean stands(int link) {
    return decisions[link].verdict() == Decision.Verdict.KEPT;
  }
}
