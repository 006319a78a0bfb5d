/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a component.
 *
 * <p>A join-semilattice: {@link #join} is commutative, associative and idempotent, which is why
 * late, repeated and reordered facts end on the same facts.
 *
 * @param links when each pair of identities was seen together
 * @param cuts what people said to be wrong
 * @param crowds by an identity's namespace and hash: it was seen with more than so many others
 * @param erased by the {@link ProfileId} of an identity: until when it was erased on request
 */
public record Facts(
    SortedMap<Link, Seen> links,
    Cuts cuts,
    SortedMap<String, Integer> crowds,
    SortedMap<String, Long> erased) {

  /* A crowd is how the state of a hub stays bounded. An identity with more neighbours than its
   * capacity links nobody, so its side of its links is of no use and is not kept: see within(). The
   * other side is: it belongs to the neighbour, wherever that one's root is. When the hub may link
   * again, the neighbours' roots claim it, and all is there but the links between two crowds.
   *
   * An erasure takes links away. What stays of an identity for good stays under a hash of its key,
   * so that nothing names one that was erased, but the cuts that people have made of it. A crowd's
   * namespace stands beside its hash: whether it is one still is then known under any settings. */

  /** More than an identity that is no crowd can have sides of links. */
  private static final long CROWD = 1L << 22;

  public static final Facts NONE = of(Map.of());

  public Facts {
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    crowds = Collections.unmodifiableSortedMap(new TreeMap<>(crowds));
    erased = Collections.unmodifiableSortedMap(new TreeMap<>(erased));
  }

  public static Facts of(Map<Link, Seen> links) {
    return of(links, Map.of());
  }

  public static Facts of(Cuts cuts) {
    return new Facts(new TreeMap<>(), cuts, new TreeMap<>(), new TreeMap<>());
  }

  /** Links and crowds alone. */
  public static Facts of(Map<Link, Seen> links, Map<String, Integer> crowds) {
    return new Facts(new TreeMap<>(links), Cuts.NONE, new TreeMap<>(crowds), new TreeMap<>());
  }

  /** The identity was seen with more others than so many. */
  static Facts crowd(String identity, int neighbours) {
    return of(Map.of(), Map.of(mark(identity), neighbours));
  }

  /** Whatever was seen of the identity up to then is erased. */
  static Facts erasure(String identity, long until) {
    TreeMap<String, Long> erased = new TreeMap<>(Map.of(ProfileId.of(identity), until));
    return new Facts(new TreeMap<>(), Cuts.NONE, new TreeMap<>(), erased);
  }

  public Facts join(Facts other) {
    if (covers(other)) {
      return this;
    }
    TreeMap<Link, Seen> moreLinks = new TreeMap<>(links);
    other.links.forEach((link, seen) -> moreLinks.merge(link, seen, Seen::join));
    TreeMap<String, Integer> moreCrowds = new TreeMap<>(crowds);
    other.crowds.forEach((identity, more) -> moreCrowds.merge(identity, more, Math::max));
    TreeMap<String, Long> moreErased = new TreeMap<>(erased);
    other.erased.forEach((identity, until) -> moreErased.merge(identity, until, Math::max));
    return new Facts(moreLinks, cuts.join(other.cuts), moreCrowds, moreErased).withoutErased();
  }

  Facts crowdsAlone() {
    return of(Map.of(), crowds);
  }

  /**
   * Crowds that an attempt may have found and the next not: that one may hear first of an erasure,
   * and a link that it takes away is then never counted.
   */
  Facts crowdsFoundOnce() {
    return erased.isEmpty() || crowds.isEmpty() ? NONE : crowdsAlone();
  }

  Facts withoutLinks() {
    return new Facts(new TreeMap<>(), cuts, crowds, erased);
  }

  /** Whether the other adds nothing: the order of the lattice, before anything is left out. */
  public boolean covers(Facts other) {
    for (Entry<Link, Seen> each : other.links.entrySet()) {
      Seen seen = links.get(each.getKey());
      if (seen == null || !seen.covers(each.getValue())) {
        return false;
      }
    }
    return cuts.covers(other.cuts)
        && reach(crowds, other.crowds, 0)
        && reach(erased, other.erased, Long.MIN_VALUE);
  }

  private static <N extends Number> boolean reach(
      Map<String, N> held, Map<String, N> more, N least) {
    for (Entry<String, N> each : more.entrySet()) {
      if (held.getOrDefault(each.getKey(), least).longValue() < each.getValue().longValue()) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is nothing that a person said: only links and crowds. */
  boolean mayWait() {
    return cuts.isEmpty() && erased.isEmpty();
  }

  public boolean isEmpty() {
    return links.isEmpty() && crowds.isEmpty() && mayWait();
  }

  /** Every identity that a link or a cut names. */
  public SortedSet<String> named() {
    SortedSet<String> named = linked();
    for (Cuts.Place place : cuts.words().keySet()) {
      named.add(place.a());
      if (!place.ofOne()) {
        named.add(place.b());
      }
    }
    return named;
  }

  /** Every identity that a link names. */
  SortedSet<String> linked() {
    SortedSet<String> linked = new TreeSet<>();
    for (Link link : links.keySet()) {
      linked.add(link.a());
      linked.add(link.b());
    }
    return linked;
  }

  /** Event time of the latest fact, cuts for good aside; 0 where there is none. */
  public long latest() {
    long latest = 0;
    for (Seen seen : links.values()) {
      latest = Math.max(latest, seen.last());
    }
    for (Cuts.Word word : cuts.words().values()) {
      latest = Math.max(latest, word.until() == Cuts.FOREVER ? 0 : word.until());
    }
    return latest;
  }

  /** Whether the identity has more neighbours than are kept under the settings. */
  boolean isCrowd(String identity, IdentitySettings settings) {
    int neighbours = crowd(identity);
    return neighbours > 0 && neighbours >= settings.capacity(identity);
  }

  /** Under what a crowd stands: its namespace and hash. */
  private static String mark(String identity) {
    return Identity.namespaceOf(identity) + ':' + ProfileId.of(identity);
  }

  /** With more others than so many the identity was seen; 0 where that is not known. */
  int crowd(String identity) {
    return crowds.isEmpty() ? 0 : crowds.getOrDefault(mark(identity), 0);
  }

  /**
   * The same within the capacities of the settings: who has more neighbours becomes a crowd, and
   * links between two crowds are not kept.
   */
  Facts within(IdentitySettings settings) {
    TreeMap<String, Integer> marked = new TreeMap<>(crowds);
    neighbours(settings)
        .forEach(
            (identity, neighbours) -> {
              int capacity = settings.capacity(identity);
              if (neighbours > capacity) {
                marked.merge(mark(identity), capacity, Math::max);
              }
            });
    if (marked.isEmpty()) {
      return this;
    }
    Facts crowded = new Facts(links, cuts, marked, erased);
    Set<String> joinNothing = crowded.crowdsAmong(crowded.linked(), settings);
    TreeMap<Link, Seen> kept = new TreeMap<>(links);
    kept.keySet().removeIf(link -> joinNothing.containsAll(List.of(link.a(), link.b())));
    return new Facts(kept, cuts, marked, erased);
  }

  /** Those that have more neighbours than are kept under the settings. */
  Set<String> crowdsAmong(Collection<String> identities, IdentitySettings settings) {
    Set<String> joinNothing = new HashSet<>();
    if (!crowds.isEmpty()) {
      for (String identity : identities) {
        if (isCrowd(identity, settings)) {
          joinNothing.add(identity);
        }
      }
    }
    return joinNothing;
  }

  private Map<String, Integer> neighbours(IdentitySettings settings) {
    Map<String, Integer> neighbours = new HashMap<>();
    for (Link link : links.keySet()) {
      if (settings.mayLink(link)) {
        neighbours.merge(link.a(), 1, Integer::sum);
        neighbours.merge(link.b(), 1, Integer::sum);
      }
    }
    return neighbours;
  }

  /** What an erasure reaches is not kept, and any link that was seen later counts from then. */
  private Facts withoutErased() {
    if (erased.isEmpty()) {
      return this;
    }
    Erasures erasures = new Erasures(erased);
    TreeMap<Link, Seen> kept = new TreeMap<>();
    links.forEach(
        (link, seen) -> {
          long until = erasures.until(link);
          if (seen.last() > until) {
            kept.put(link, until == Long.MIN_VALUE ? seen : new Seen(until + 1, seen.last()));
          }
        });
    return new Facts(kept, cuts, crowds, erased);
  }

  /**
   * Monotone: whoever joins more has the greater version under the same settings, or the same one
   * where nothing is decided otherwise.
   *
   * @param settings the settings that the facts are decided and kept under
   */
  public Version version(IdentitySettings settings) {
    /* An erasure takes links away and so comes before them. A side of a link counts one as long as
     * its end is not a crowd, and a crowd more than all the sides that it can have had. How great a
     * crowd is does not count, nor does one that is none under these settings, nor a link of a type
     * that never links: an attempt that was rolled back may have found so under other settings, and
     * the next never. A cut counts its definition's version, which grows with each word. What is
     * left can only widen: the span of a link. */
    Set<String> joinNothing = crowdsAmong(linked(), settings);
    long count = 0;
    long span = 0;
    for (Entry<Link, Seen> each : links.entrySet()) {
      Link link = each.getKey();
      if (settings.mayLink(link)) {
        count += joinNothing.contains(link.a()) ? 0 : 1;
        count += joinNothing.contains(link.b()) ? 0 : 1;
        span = plus(span, each.getValue().last() - each.getValue().first());
      }
    }
    for (Entry<String, Integer> each : crowds.entrySet()) {
      count += each.getValue() >= settings.capacityOfMark(each.getKey()) ? CROWD : 0;
    }
    for (Cuts.Word word : cuts.words().values()) {
      count += word.version();
    }
    long gone = 0;
    for (long until : erased.values()) {
      gone = plus(gone, Seen.withinReach(until) + Seen.REACH + 1);
    }
    return new Version(settings.version(), gone, count, span);
  }

  /** Saturates: even beyond what real times can reach an older version never looks newer. */
  private static long plus(long sum, long more) {
    long plain = sum + more;
    boolean overflowed = ((sum ^ plain) & (more ^ plain)) < 0;
    return overflowed ? (sum < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : plain;
  }
}
