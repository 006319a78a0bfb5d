/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why members move from one partition of a component to the next.
 *
 * <p>A member left those of its old cluster that it is no longer with for the sake of a link
 * between them that was left out; where there is none, it moved with its old cluster because a link
 * joined that to another. The first link by its key stands for all of a kind.
 */
final class Causes {

  /** A cluster as it is now, and one that some of its members come from. */
  private record Way(String from, String to) {}

  private final Facts facts;
  private final Partition partition;
  private final Map<String, String> before;
  private boolean taken;

  private final Map<Way, Cause> parted = new HashMap<>();
  private final Map<Way, Cause> joined = new HashMap<>();

  /** Links that were left out and whose ends, as far as is known, never were in one cluster. */
  private final Map<String, Cause> apart = new HashMap<>();

  Causes(Facts facts, Partition partition, Map<String, String> before) {
    this.facts = facts;
    this.partition = partition;
    this.before = before;
  }

  /** Null for a member that did not move, or of which nothing is known. */
  @Nullable Cause of(String member) {
    Way way = way(member);
    if (way.from().equals(way.to())) {
      return null;
    }
    takeAll();
    Cause leaving = parted.get(way);
    Cause coming = joined.get(way);
    return leaving != null ? leaving : coming != null ? coming : apart.get(way.to());
  }

  /** Only once somebody moved: most partitions leave everybody where they are. */
  private void takeAll() {
    if (!taken) {
      taken = true;
      long latest = facts.latest();
      partition.decisions().forEach((link, decision) -> take(new Cause(link, decision, latest)));
    }
  }

  private void take(Cause cause) {
    Link link = cause.link();
    Way a = way(link.a());
    Way b = way(link.b());
    boolean wereTogether = a.from().equals(b.from());
    boolean areTogether = a.to().equals(b.to());
    if (areTogether && !wereTogether && cause.decision().verdict() == Decision.Verdict.KEPT) {
      joined.putIfAbsent(a, cause);
      joined.putIfAbsent(b, cause);
    } else if (wereTogether && !areTogether) {
      parted.putIfAbsent(a, cause);
      parted.putIfAbsent(b, cause);
    } else if (!areTogether) {
      apart.putIfAbsent(a.to(), cause);
      apart.putIfAbsent(b.to(), cause);
    }
  }

  /** Whoever was not known was alone. */
  private Way way(String member) {
    return new Way(
        before.getOrDefault(member, member), partition.founders().getOrDefault(member, member));
  }
}
