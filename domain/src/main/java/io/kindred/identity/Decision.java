/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/**
 * What became of a link, and by which rule.
 *
 * @param about the namespace or identity that the rule turned on; empty where it turned on the link
 */
public record Decision(Verdict verdict, String about) {

  /** The rules, in the order in which they are asked. */
  public enum Verdict {
    /** A person said it is wrong, and it has not been seen since. */
    CUT,
    /** {@code about} is of a type that never links. */
    NEVER_LINKS,
    /** {@code about} has more neighbours than its namespace allows. */
    QUARANTINED,
    /** It would bring two ids of the unique namespace {@code about} together. */
    NOT_UNIQUE,
    /** {@code about} left the cluster, which was over its limit. */
    EVICTED,
    /** It stands: the two are one person. {@code about} names one whose quarantine was lifted. */
    KEPT
  }

  static final Decision KEPT = new Decision(Verdict.KEPT, "");
  static final Decision CUT = new Decision(Verdict.CUT, "");
}
