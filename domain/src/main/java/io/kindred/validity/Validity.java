/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.validity;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.identity.Cut;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Lift;
import io.kindred.journey.ConversionDefinition;
import io.kindred.journey.JourneySettings;
import io.kindred.journey.TouchpointDefinition;
import io.kindred.profile.MergePolicy;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.ValidSegments;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What each kind of definition has to be to come into force. */
public final class Validity {

  /** The rule of one kind. */
  @FunctionalInterface
  private interface Rule {
    void check(Definition definition, Collection<Definition> others) throws InvalidDefinition;
  }

  private static final SortedMap<String, Rule> BY_KIND =
      new TreeMap<>(
          Map.of(
              DefinitionKind.IDENTITY_SETTINGS,
              Validity::identitySettings,
              DefinitionKind.MERGE_POLICY,
              Validity::mergePolicy,
              DefinitionKind.CUT,
              (definition, others) -> Cut.parse(definition.getBody()),
              DefinitionKind.QUARANTINE_LIFT,
              (definition, others) -> Lift.parse(definition.getBody()),
              DefinitionKind.SEGMENT,
              Validity::segment,
              DefinitionKind.TOUCHPOINT,
              (definition, others) ->
                  TouchpointDefinition.parse(definition.getId(), definition.getBody()),
              DefinitionKind.CONVERSION,
              (definition, others) ->
                  ConversionDefinition.parse(definition.getId(), definition.getBody()),
              DefinitionKind.JOURNEY_SETTINGS,
              Validity::journeySettings));

  private Validity() {}

  /** The kinds there are. */
  public static SortedSet<String> kinds() {
    return new TreeSet<>(BY_KIND.keySet());
  }

  /**
   * Refuses a definition that may not come into force.
   *
   * @param definition not a withdrawal, which is always valid
   * @param others the definitions of its kind that stand beside it
   */
  public static void check(Definition definition, Collection<Definition> others)
      throws InvalidDefinition {
    Rule rule = BY_KIND.get(definition.getKind());
    if (rule == null) {
      throw InvalidDefinition.at(
          "/kind", '"' + definition.getKind() + '"', "one of " + BY_KIND.keySet());
    }
    rule.check(definition, others);
  }

  private static void identitySettings(Definition definition, Collection<Definition> others)
      throws InvalidDefinition {
    DefinitionKind.requireDefault(definition.getId());
    IdentitySettings.parse(definition.getBody(), 1);
  }

  private static void mergePolicy(Definition definition, Collection<Definition> others)
      throws InvalidDefinition {
    DefinitionKind.requireDefault(definition.getId());
    MergePolicy.parse(definition.getBody());
  }

  private static void journeySettings(Definition definition, Collection<Definition> others)
      throws InvalidDefinition {
    DefinitionKind.requireDefault(definition.getId());
    JourneySettings.parse(definition.getBody());
  }

  /** A segment must compile beside the others, whose names it may use. */
  private static void segment(Definition definition, Collection<Definition> others)
      throws InvalidDefinition {
    Map<String, Definition> byId = new HashMap<>();
    others.forEach(other -> byId.put(other.getId(), other));
    ValidSegments.check(
        SegmentDefinition.parse(definition.getId(), definition.getBody()),
        id -> readable(byId.get(id)));
  }

  /** One that cannot be read is not in force, and no reason to refuse another. */
  private static @Nullable SegmentDefinition readable(@Nullable Definition definition) {
    try {
      return definition == null
          ? null
          : SegmentDefinition.parse(definition.getId(), definition.getBody());
    } catch (InvalidDefinition notInForce) {
      return null; // whoever wrote it was told
    }
  }
}
