/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import java.util.List;
import java.util.TreeSet;

/** Reads a definition by itself: whether it holds together does not depend on any other. */
public final class SegmentCheck {

  private SegmentCheck() {}

  /**
   * Refuses what cannot be compiled, and fields that no schema has; a refusal's cause is a {@link
   * PqlProblem} where it has a place in the expression.
   *
   * @return ids of the segments it asks about
   */
  public static List<String> check(String pql, Fields profile, Fields events)
      throws InvalidDefinition {
    Pql read = Pql.read(pql, Surroundings.knowing(profile, events));
    return List.copyOf(new TreeSet<>(read.references().stream().map(Pql.Reference::id).toList()));
  }
}
