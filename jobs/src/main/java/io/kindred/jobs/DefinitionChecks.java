/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionIngest.Check;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Cut;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Lift;
import io.kindred.profile.MergePolicy;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.ValidSegments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What each kind of definition has to be to come into force. */
final class DefinitionChecks {

  static final Map<String, Check> BY_KIND =
      Map.of(
          DefinitionKind.IDENTITY_SETTINGS,
          DefinitionChecks::identitySettings,
          DefinitionKind.MERGE_POLICY,
          DefinitionChecks::mergePolicy,
          DefinitionKind.CUT,
          (update, others) -> Cut.parse(update.body()),
          DefinitionKind.QUARANTINE_LIFT,
          (update, others) -> Lift.parse(update.body()),
          DefinitionKind.SEGMENT,
          DefinitionChecks::segment);

  private DefinitionChecks() {}

  private static void identitySettings(DefinitionUpdate update, Collection<DefinitionUpdate> others)
      throws InvalidDefinition {
    DefinitionKind.requireDefault(update.id());
    IdentitySettings.parse(update.body(), update.version());
  }

  private static void mergePolicy(DefinitionUpdate update, Collection<DefinitionUpdate> others)
      throws InvalidDefinition {
    DefinitionKind.requireDefault(update.id());
    MergePolicy.parse(update.body());
  }

  /** A segment must compile beside the others, whose names it may use. */
  private static void segment(DefinitionUpdate update, Collection<DefinitionUpdate> others)
      throws InvalidDefinition {
    List<SegmentDefinition> all = new ArrayList<>();
    all.add(SegmentDefinition.parse(update.id(), update.body()));
    for (DefinitionUpdate other : others) {
      all.add(SegmentDefinition.parse(other.id(), other.body()));
    }
    InvalidDefinition rejected = ValidSegments.among(all).rejected().get(update.id());
    if (rejected != null) {
      throw rejected;
    }
  }
}
