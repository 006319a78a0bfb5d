/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.Decision.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which identities are one person. A pure function of facts and settings: no history, no order of
 * arrival.
 */
public final class Partition {

  /* The rules, each asked of the links that the ones before let stand:
   *
   *  1. a cut holds up to its time; types that never link do not
   *  2. an identity with more neighbours than its namespace allows links nobody
   *  3. in a connected piece that would hold two ids of a unique namespace: LinkingRules
   *  4. in a connected piece over the limit: ClusterLimit
   *
   * What then hangs together is a cluster. Its profile id comes from the member whose first link
   * is earliest, so that a long-known profile keeps its id when a device joins. Whoever is left
   * without a link is a person alone.
   *
   * Contended are facts where the outcome turns on when links were last seen: there is a cut, or
   * rule 3 or 4 had to act. As long as none of these holds, last-seen times need not travel. The
   * quarantine does not ask for times, so it does not contend. */

  private final LinkGraph graph;
  private final SortedMap<String, String> profileIds = new TreeMap<>();
  private final boolean contended;

  private Partition(Facts facts, IdentitySettings settings) {
    graph = new LinkGraph(facts, settings);
    leaveOutDead(facts);
    quarantine();
    boolean rulesActed = false;
    LinkingRules rules = new LinkingRules(graph);
    for (List<Integer> component : graph.pieces()) {
      rulesActed |= rules.apply(component);
    }
    for (List<Integer> cluster : graph.pieces()) {
      rulesActed |= new ClusterLimit(graph, settings.limit()).apply(cluster);
    }
    contended = rulesActed || !facts.cuts().isEmpty();
    name();
  }

  public static Partition of(Facts facts, IdentitySettings settings) {
    return new Partition(facts, settings);
  }

  /** Whether the outcome turns on when links were last seen. */
  public boolean contended() {
    return contended;
  }

  /** The profile of an identity; its own where the facts do not name it. */
  public String profileIdOf(String identityKey) {
    String known = profileIds.get(identityKey);
    return known != null ? known : ProfileId.of(identityKey);
  }

  /** The profile of each identity that the facts name. */
  public SortedMap<String, String> profileIds() {
    return Collections.unmodifiableSortedMap(profileIds);
  }

  /** The identities of each profile. */
  public SortedMap<String, SortedSet<String>> clusters() {
    SortedMap<String, SortedSet<String>> clusters = new TreeMap<>();
    profileIds.forEach(
        (identity, id) -> clusters.computeIfAbsent(id, none -> new TreeSet<>()).add(identity));
    return clusters;
  }

  /** What became of each link. */
  public SortedMap<Link, Decision> decisions() {
    SortedMap<Link, Decision> decisions = new TreeMap<>();
    for (int link = 0; link < graph.links(); link++) {
      decisions.put(graph.link(link), graph.decision(link));
    }
    return decisions;
  }

  private void leaveOutDead(Facts facts) {
    for (int link = 0; link < graph.links(); link++) {
      if (facts.isCut(graph.link(link), graph.seen(link))) {
        graph.decide(link, Decision.CUT);
      } else if (!links(graph.a(link)) || !links(graph.b(link))) {
        int unlinked = links(graph.a(link)) ? graph.b(link) : graph.a(link);
        graph.decide(link, new Decision(Verdict.NEVER_LINKS, graph.identity(unlinked)));
      }
    }
  }

  private boolean links(int identity) {
    return graph.namespace(identity).type().links();
  }

  private void quarantine() {
    int[] neighbours = new int[graph.identities()];
    for (int link = 0; link < graph.links(); link++) {
      if (graph.stands(link)) {
        neighbours[graph.a(link)]++;
        neighbours[graph.b(link)]++;
      }
    }
    for (int link = 0; link < graph.links(); link++) {
      if (graph.stands(link)) {
        quarantine(link, graph.a(link), neighbours);
        quarantine(link, graph.b(link), neighbours);
      }
    }
  }

  private void quarantine(int link, int end, int[] neighbours) {
    if (graph.stands(link) && neighbours[end] > graph.namespace(end).neighbours()) {
      graph.decide(link, new Decision(Verdict.QUARANTINED, graph.identity(end)));
    }
  }

  private void name() {
    for (List<Integer> cluster : graph.pieces()) {
      String id = ProfileId.of(graph.identity(firstLinked(cluster)));
      for (int member : graph.members(cluster)) {
        profileIds.put(graph.identity(member), id);
      }
    }
    for (int i = 0; i < graph.identities(); i++) {
      profileIds.computeIfAbsent(graph.identity(i), ProfileId::of);
    }
  }

  /** The member whose first link is earliest: of the earliest links, the lowest of their ends. */
  private int firstLinked(List<Integer> cluster) {
    Integer founder = null;
    long earliest = Long.MAX_VALUE;
    for (int link : cluster) {
      long first = graph.seen(link).first();
      if (founder == null || first < earliest) {
        founder = graph.a(link);
        earliest = first;
      } else if (first == earliest) {
        founder = Math.min(founder, graph.a(link));
      }
    }
    return unboxed(founder);
  }

  private static int unboxed(@Nullable Integer founder) {
    if (founder == null) {
      throw new IllegalArgumentException("a cluster has a link");
    }
    return founder;
  }
}
