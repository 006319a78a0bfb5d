/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.Decision.Verdict;
import io.kindred.identity.Explanation.Reason;
import io.kindred.identity.Explanation.Standing;
import io.kindred.identity.Explanation.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the path between two identities that tells most, and the reason for each of its links. */
final class Explainer {

  /** Where a search stands: the fewest links left out come before the fewest links. */
  private record Reached(String identity, int leftOut, int links, @Nullable Reached before)
      implements Comparable<Reached> {

    private static final Comparator<Reached> ORDER =
        Comparator.comparingInt(Reached::leftOut)
            .thenComparingInt(Reached::links)
            .thenComparing(Reached::identity);

    Reached over(Link link, boolean kept) {
      return new Reached(beyond(link, identity), leftOut + (kept ? 0 : 1), links + 1, this);
    }

    @Override
    public int compareTo(Reached other) {
      return ORDER.compare(this, other);
    }
  }

  private final Facts facts;
  private final IdentitySettings settings;
  private final SortedMap<Link, Decision> decisions;
  private final Map<String, List<Link>> linksOf = new HashMap<>();

  Explainer(Facts facts, IdentitySettings settings) {
    this.facts = facts;
    this.settings = settings;
    this.decisions = Partition.of(facts, settings).decisions();
    for (Link link : facts.links().keySet()) {
      linksOf.computeIfAbsent(link.a(), none -> new ArrayList<>()).add(link);
      linksOf.computeIfAbsent(link.b(), none -> new ArrayList<>()).add(link);
    }
  }

  Explanation explain(String a, String b) {
    List<Step> path = path(a, b);
    List<String> neverLinks = Stream.of(a, b).filter(this::neverLinks).distinct().toList();
    return new Explanation(
        a, b, standing(a, b, path), path, path.isEmpty() ? neverLinks : List.of());
  }

  private static Standing standing(String a, String b, List<Step> path) {
    if (path.isEmpty() && !a.equals(b)) {
      return Standing.NOT_CONNECTED;
    }
    return path.stream().allMatch(Step::kept) ? Standing.ONE_PERSON : Standing.APART;
  }

  private boolean neverLinks(String identity) {
    return !settings.of(Identity.namespaceOf(identity)).type().links();
  }

  /** Dijkstra's algorithm. */
  private List<Step> path(String from, String to) {
    Set<String> done = new HashSet<>();
    PriorityQueue<Reached> open = new PriorityQueue<>();
    open.add(new Reached(from, 0, 0, null));
    for (Reached next = open.poll(); next != null; next = open.poll()) {
      if (next.identity().equals(to)) {
        return steps(next);
      }
      if (done.add(next.identity())) {
        for (Link link : linksOf.getOrDefault(next.identity(), List.of())) {
          open.add(next.over(link, decision(link).verdict() == Verdict.KEPT));
        }
      }
    }
    return List.of();
  }

  private List<Step> steps(Reached end) {
    List<Step> steps = new ArrayList<>();
    Reached to = end;
    for (Reached from = to.before(); from != null; from = to.before()) {
      steps.add(0, step(from.identity(), to.identity()));
      to = from;
    }
    return steps;
  }

  private Step step(String from, String to) {
    Link link = Link.between(from, to);
    Seen seen = facts.links().getOrDefault(link, Seen.at(0));
    return new Step(from, to, seen, reason(link));
  }

  private Reason reason(Link link) {
    Decision decision = decision(link);
    List<String> rivals =
        decision.verdict() == Verdict.NOT_UNIQUE ? rivals(link, decision.about()) : List.of();
    return new Reason(decision.verdict(), decision.about(), rivals, bound(link, decision));
  }

  private Decision decision(Link link) {
    return decisions.getOrDefault(link, Decision.KEPT);
  }

  private long bound(Link link, Decision decision) {
    return switch (decision.verdict()) {
      case CUT -> facts.cuts().until(link);
      case QUARANTINED -> settings.neighbours(decision.about());
      case EVICTED -> settings.limit();
      case KEPT -> decision.about().isEmpty() ? 0 : settings.neighbours(decision.about());
      case NEVER_LINKS, NOT_UNIQUE -> 0;
    };
  }

  /**
   * The ids of a unique namespace on either side of a link that was left out for it. While the
   * links were replayed, what was joined stayed joined, and neither side has taken in another id
   * since: so each side still holds the one it held then.
   */
  private List<String> rivals(Link link, String namespace) {
    return Stream.of(link.a(), link.b())
        .flatMap(end -> joinedByTheRules(end).stream())
        .filter(member -> Identity.namespaceOf(member).equals(namespace))
        .toList();
  }

  /** All that hangs together by links that stood before the limit was asked. */
  private SortedSet<String> joinedByTheRules(String start) {
    SortedSet<String> joined = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(start));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (joined.add(next)) {
        for (Link link : linksOf.getOrDefault(next, List.of())) {
          Verdict verdict = decision(link).verdict();
          if (verdict == Verdict.KEPT || verdict == Verdict.EVICTED) {
            open.add(beyond(link, next));
          }
        }
      }
    }
    return joined;
  }

  private static String beyond(Link link, String end) {
    return link.a().equals(end) ? link.b() : link.a();
  }
}
