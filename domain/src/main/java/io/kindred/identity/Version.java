/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Comparator;

/**
 * How much a label's root knew. Strictly monotone in the facts: who knows more has the greater
 * version, so the label of the whole component wins at every member.
 *
 * @param settings version of the identity settings
 * @param facts how many links and cuts; a cut for good counts as two
 * @param span the time between first and last seen over all links, plus the times of the cuts
 */
public record Version(long settings, long facts, long span) implements Comparable<Version> {

  /** Before any fact. */
  public static final Version NONE = new Version(0, 0, 0);

  private static final Comparator<Version> ORDER =
      Comparator.comparingLong(Version::settings)
          .thenComparingLong(Version::facts)
          .thenComparingLong(Version::span);

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
