/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a component: when each pair of identities was seen together, and until when a
 * person says the pair was wrong.
 *
 * <p>A join-semilattice: {@link #join} is commutative, associative and idempotent, which is why
 * late, repeated and reordered facts end on the same facts.
 */
public record Facts(SortedMap<Link, Seen> links, SortedMap<Link, Long> cuts) {

  /* Why the version of facts is strictly monotone and does not overflow. A step up in the lattice
   * adds a link or a cut, makes a cut permanent, or widens one of the times. The first two raise
   * the count, because a permanent cut counts as two and nothing is ever taken away. The last
   * leaves the count and raises the span: a link adds (last - first), a cut its time. A permanent
   * cut adds no time, so Long.MAX_VALUE never enters the sum, and all other times are within
   * Seen.REACH, 2^47. The sum saturates instead of wrapping, so that even beyond what real times
   * can reach an older version never looks newer. */

  public static final Facts NONE = new Facts(Map.of(), Map.of());

  /** A cut until then holds whatever is seen later. */
  public static final long FOREVER = Long.MAX_VALUE;

  public Facts {
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    cuts = Collections.unmodifiableSortedMap(reached(cuts));
  }

  public Facts(Map<Link, Seen> links, Map<Link, Long> cuts) {
    this(new TreeMap<>(links), new TreeMap<>(cuts));
  }

  public static Facts cut(Link link, long until) {
    return new Facts(Map.of(), Map.of(link, until));
  }

  public Facts join(Facts other) {
    if (covers(other)) {
      return this;
    }
    TreeMap<Link, Seen> moreLinks = new TreeMap<>(links);
    other.links.forEach((link, seen) -> moreLinks.merge(link, seen, Seen::join));
    TreeMap<Link, Long> moreCuts = new TreeMap<>(cuts);
    other.cuts.forEach((link, until) -> moreCuts.merge(link, until, Math::max));
    return new Facts(moreLinks, moreCuts);
  }

  /** Whether the other adds nothing: the order of the lattice. */
  public boolean covers(Facts other) {
    for (Map.Entry<Link, Seen> each : other.links.entrySet()) {
      Seen seen = links.get(each.getKey());
      if (seen == null || !seen.covers(each.getValue())) {
        return false;
      }
    }
    for (Map.Entry<Link, Long> each : other.cuts.entrySet()) {
      Long until = cuts.get(each.getKey());
      if (until == null || until < each.getValue()) {
        return false;
      }
    }
    return true;
  }

  public boolean isEmpty() {
    return links.isEmpty() && cuts.isEmpty();
  }

  /** Every identity that a link or a cut names. */
  public SortedSet<String> members() {
    SortedSet<String> members = new TreeSet<>();
    addMembers(links.keySet(), members);
    addMembers(cuts.keySet(), members);
    return members;
  }

  /** Event time of the latest fact, cuts for good aside; 0 where there is none. */
  public long latest() {
    long latest = 0;
    for (Seen seen : links.values()) {
      latest = Math.max(latest, seen.last());
    }
    for (long until : cuts.values()) {
      latest = Math.max(latest, until == FOREVER ? 0 : until);
    }
    return latest;
  }

  /** A cut takes a link away up to its time; a link seen later stands again. */
  public boolean isCut(Link link, Seen seen) {
    Long until = cuts.get(link);
    return until != null && until >= seen.last();
  }

  public Version version(long settingsVersion) {
    long count = links.size();
    long span = 0;
    for (Seen seen : links.values()) {
      span = plus(span, seen.last() - seen.first());
    }
    for (long until : cuts.values()) {
      count += until == FOREVER ? 2 : 1;
      span = plus(span, until == FOREVER ? 0 : until);
    }
    return new Version(settingsVersion, count, span);
  }

  private static void addMembers(Set<Link> links, Set<String> members) {
    for (Link link : links) {
      members.add(link.a());
      members.add(link.b());
    }
  }

  private static SortedMap<Link, Long> reached(SortedMap<Link, Long> cuts) {
    SortedMap<Link, Long> reached = new TreeMap<>(cuts);
    reached.replaceAll((link, until) -> until > Seen.REACH ? FOREVER : Seen.withinReach(until));
    return reached;
  }

  private static long plus(long sum, long more) {
    long plain = sum + more;
    boolean overflowed = ((sum ^ plain) & (more ^ plain)) < 0;
    return overflowed ? (sum < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : plain;
  }
}
