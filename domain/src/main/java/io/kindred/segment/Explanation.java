/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Why somebody is in a segment at a moment, or is not, and what would change it.
 *
 * @param member whether it holds
 * @param whole the condition and its parts
 * @param changesAt when that changes if nothing else happens
 */
public record Explanation(boolean member, Part whole, OptionalLong changesAt) {

  /** What a part of a condition comes to. */
  public enum Verdict {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /**
   * A condition; where it is made of others by {@code and}, {@code or} and {@code not}, these are
   * its parts.
   *
   * @param pql as it may be written
   * @param decisive whether membership would change if this part alone did
   * @param looksAt the attributes it asks about, {@code xEvent} where it asks about events, and
   *     {@code inSegment(…)} where about other segments: a fact that changes it is one of these
   * @param changesAt when it changes if nothing else happens
   */
  public record Part(
      String pql,
      Verdict verdict,
      boolean decisive,
      List<String> looksAt,
      OptionalLong changesAt,
      List<Part> parts) {}

  /**
   * The smallest parts that decide: a fact that turns one of them turns membership. Where it takes
   * more than one, those that are not true.
   */
  public List<Part> next() {
    List<Part> leaves = new ArrayList<>();
    collect(whole, leaves);
    List<Part> decisive = leaves.stream().filter(Part::decisive).toList();
    return decisive.isEmpty()
        ? leaves.stream().filter(part -> part.verdict() != Verdict.TRUE).toList()
        : decisive;
  }

  private static void collect(Part part, List<Part> leaves) {
    if (part.parts().isEmpty()) {
      leaves.add(part);
    }
    part.parts().forEach(each -> collect(each, leaves));
  }

  /** Of one segment of a set. */
  public static Explanation of(SegmentSet segments, String id, Subject subject, long now) {
    return new Explainer(segments, subject, now).explain(id);
  }
}
