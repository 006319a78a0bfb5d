/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Comparator;

/**
 * How much a label's root knew. Strictly monotone in the facts: who knows more has the greater
 * version, so the label of the whole component wins at every member. An erasure counts before the
 * settings: whoever it left alone is alone under any settings, and is told so once.
 *
 * @param settings version of the identity settings
 * @param erased the sum over erasures of the time they reach to
 * @param facts the ends of links, the versions of cuts, and more for each crowd than all its links
 * @param span the time between first and last seen over all links
 * @see Facts#version
 */
public record Version(long settings, long erased, long facts, long span)
    implements Comparable<Version> {

  /** Before any fact. */
  public static final Version NONE = new Version(0, 0, 0, 0);

  private static final Comparator<Version> ORDER =
      Comparator.comparingLong(Version::erased)
          .thenComparingLong(Version::settings)
          .thenComparingLong(Version::facts)
          .thenComparingLong(Version::span);

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
