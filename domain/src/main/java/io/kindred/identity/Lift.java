/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;

/**
 * A person's statement that an identity is one person's, though it was seen with many others: its
 * quarantine is lifted.
 *
 * @param neighbours so many others may be linked to it
 */
public record Lift(Identity identity, int neighbours) {

  /** Where the definition does not say: ten times what a namespace allows unless set. */
  public static final int NEIGHBOURS = 10 * NamespaceSettings.NEIGHBOURS;

  /** A component has to fit into one record of state. */
  private static final int NEIGHBOURS_MAX = 100_000;

  /**
   * Reads a definition of kind {@code quarantine-lift}: {@code {"identity": {"namespace", "id"},
   * "neighbours": N}}.
   */
  public static Lift parse(String json) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(json);
    Identity identity = Identity.of(fields.object("identity"));
    int neighbours = fields.integer("neighbours", 1, NEIGHBOURS_MAX, NEIGHBOURS);
    fields.refuseUnknown();
    return new Lift(identity, neighbours);
  }
}
