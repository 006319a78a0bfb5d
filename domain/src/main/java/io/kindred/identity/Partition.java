/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.Decision.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
  private final Cuts.Lookup cuts;
  private final SortedMap<String, String> founders = new TreeMap<>();
  private final boolean contended;

  private Partition(Facts facts, IdentitySettings settings) {
    graph = new LinkGraph(facts, settings);
    cuts = new Cuts.Lookup(facts.cuts());
    leaveOutDead();
    quarantine(facts, settings);
    boolean rulesActed = false;
    LinkingRules rules = new LinkingRules(graph);
    for (List<Integer> component : graph.pieces()) {
      rulesActed |= rules.apply(component);
    }
    for (List<Integer> cluster : graph.pieces()) {
      rulesActed |= new ClusterLimit(graph, settings.limit()).apply(cluster);
    }
    contended = rulesActed || facts.cuts().stand();
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
    return ProfileId.of(founders.getOrDefault(identityKey, identityKey));
  }

  /**
   * For each identity that the facts name: the member of its cluster whose key names the profile.
   */
  public SortedMap<String, String> founders() {
    return Collections.unmodifiableSortedMap(founders);
  }

  /** The clusters, each with its founder; an identity that nothing links is one. */
  public SortedMap<String, SortedSet<String>> clusters() {
    SortedMap<String, SortedSet<String>> clusters = new TreeMap<>();
    founders.forEach(
        (member, founder) ->
            clusters.computeIfAbsent(founder, none -> new TreeSet<>()).add(member));
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

  private void leaveOutDead() {
    for (int link = 0; link < graph.links(); link++) {
      if (cuts.isCut(graph.link(link), graph.seen(link))) {
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

  private void quarantine(Facts facts, IdentitySettings settings) {
    Set<String> crowds = facts.crowdsAmong(graph.all(), settings);
    int[] neighbours = neighbours(crowds);
    Decision[] allowed = new Decision[graph.identities()];
    for (int identity = 0; identity < allowed.length; identity++) {
      boolean crowd = crowds.contains(graph.identity(identity));
      allowed[identity] = quarantine(identity, crowd, neighbours[identity], settings);
    }
    for (int link = 0; link < graph.links(); link++) {
      if (graph.stands(link)) {
        Decision ofA = allowed[graph.a(link)];
        Decision ofB = allowed[graph.b(link)];
        boolean decidedByB = ofA.verdict() == Verdict.KEPT && !ofB.equals(Decision.KEPT);
        graph.decide(link, decidedByB ? ofB : ofA);
      }
    }
  }

  /**
   * A crowd is nobody's neighbour: it joins nothing, and what people have cut of it only its own
   * root knows.
   */
  private int[] neighbours(Set<String> crowds) {
    int[] neighbours = new int[graph.identities()];
    for (int link = 0; link < graph.links(); link++) {
      if (graph.stands(link)) {
        neighbours[graph.a(link)] += crowds.contains(graph.identity(graph.b(link))) ? 0 : 1;
        neighbours[graph.b(link)] += crowds.contains(graph.identity(graph.a(link))) ? 0 : 1;
      }
    }
    return neighbours;
  }

  /** Of an identity whose quarantine was lifted this says so. */
  private Decision quarantine(
      int identity, boolean crowd, int neighbours, IdentitySettings settings) {
    String key = graph.identity(identity);
    if (crowd || neighbours > settings.neighbours(key)) {
      return new Decision(Verdict.QUARANTINED, key);
    }
    boolean lifted = neighbours > graph.namespace(identity).neighbours();
    return lifted ? new Decision(Verdict.KEPT, key) : Decision.KEPT;
  }

  private void name() {
    for (List<Integer> cluster : graph.pieces()) {
      String founder = graph.identity(firstLinked(cluster));
      for (int member : graph.members(cluster)) {
        founders.put(graph.identity(member), founder);
      }
    }
    for (int i = 0; i < graph.identities(); i++) {
      founders.putIfAbsent(graph.identity(i), graph.identity(i));
    }
  }

  /** The member whose first link is earliest: of the earliest links, the lowest of their ends. */
  private int firstLinked(List<Integer> cluster) {
    int earliest = cluster.get(0);
    for (int link : cluster) {
      // Links ascend by their lower end, so the first of the earliest has the lowest.
      if (firstSeen(link) < firstSeen(earliest)) {
        earliest = link;
      }
    }
    return graph.a(earliest);
  }

  /** A link that was seen before a cut and after it counts from the cut. */
  private long firstSeen(int link) {
    return cuts.firstSeen(graph.link(link), graph.seen(link));
  }
}
