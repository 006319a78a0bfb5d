/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.definition;

/** The kinds of definitions, by the code that stands in their topic. */
public final class DefinitionKind {

  /** One, with id {@code default}: namespaces, their types, priorities and limits. */
  public static final String IDENTITY_SETTINGS = "identity-settings";

  /** A segment and its PQL expression. */
  public static final String SEGMENT = "segment";

  /** A statement that two identities, or one and all others, are not one person. */
  public static final String CUT = "cut";

  /** A statement that an identity is one person's, though it was seen with many others. */
  public static final String QUARANTINE_LIFT = "quarantine-lift";

  /** One, with id {@code default}: how attributes of several records become one. */
  public static final String MERGE_POLICY = "merge-policy";

  /** Which events are touches, and of which channel. */
  public static final String TOUCHPOINT = "touchpoint";

  /** Which events are conversions, and of what value. */
  public static final String CONVERSION = "conversion";

  /** One, with id {@code default}: what holds for all journeys. */
  public static final String JOURNEY_SETTINGS = "journey-settings";

  /** The id of a definition of which there is one. */
  public static final String DEFAULT_ID = "default";

  private DefinitionKind() {}

  /** Refuses another id where there is one definition of a kind. */
  public static void requireDefault(String id) throws InvalidDefinition {
    if (!id.equals(DEFAULT_ID)) {
      throw InvalidDefinition.at("/id", '"' + id + '"', '"' + DEFAULT_ID + "\", the one there is");
    }
  }
}
