/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.List;

/**
 * Why two identities are one person, or why they are not. A function of a component's facts and the
 * settings, like the partition itself.
 *
 * @param path the steps from {@code a} to {@code b}: of all paths one with the fewest links left
 *     out, and of those a shortest; empty where there is none
 * @param neverLinks those of the two that are of a type that never links
 */
public record Explanation(
    String a, String b, Standing standing, List<Step> path, List<String> neverLinks) {

  /** How the two stand to each other. */
  public enum Standing {
    /** Every link of the path is kept. */
    ONE_PERSON,
    /** A path joins them, and the rules left out some link of every path. */
    APART,
    /** No path joins them. */
    NOT_CONNECTED
  }

  /** One link of a path, in the direction of the path, and what became of it. */
  public record Step(String from, String to, Seen seen, Reason reason) {

    public boolean kept() {
      return reason.verdict() == Decision.Verdict.KEPT;
    }
  }

  /**
   * What became of a link.
   *
   * @param about the namespace or identity that the rule turned on, as in {@link Decision}
   * @param rivals for {@code NOT_UNIQUE}: the two ids of the namespace that would have met
   * @param bound for {@code CUT} the time up to which it holds, for {@code QUARANTINED} and for
   *     {@code KEPT} about an identity whose quarantine was lifted how many neighbours are allowed,
   *     for {@code EVICTED} how many identities a cluster may hold; else 0
   */
  public record Reason(Decision.Verdict verdict, String about, List<String> rivals, long bound) {
    public Reason {
      rivals = List.copyOf(rivals);
    }
  }

  public Explanation {
    path = List.copyOf(path);
    neverLinks = List.copyOf(neverLinks);
  }

  /**
   * Explains two identity keys, each of which may be unknown to the facts.
   *
   * @param facts of the component of at least one of them
   */
  public static Explanation of(Facts facts, IdentitySettings settings, String a, String b) {
    return new Explainer(facts, settings).explain(a, b);
  }

  /** The same to read: the answer first, then a sentence for each step. */
  public List<String> sentences() {
    return ExplanationText.of(this);
  }
}
