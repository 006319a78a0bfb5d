/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.profile.MergePolicy;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import io.kindred.segment.ValidSegments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a profile is made by: the merge policy and the segments in force.
 *
 * @param version of the definitions it was made from
 */
record ProfileRules(MergePolicy policy, SegmentSet segments, long version) {

  static final Set<String> KINDS = Set.of(DefinitionKind.MERGE_POLICY, DefinitionKind.SEGMENT);

  static ProfileRules compile(Collection<DefinitionUpdate> definitions, long version) {
    MergePolicy policy = MergePolicy.DEFAULT;
    List<SegmentDefinition> segments = new ArrayList<>();
    for (DefinitionUpdate definition : definitions) {
      try {
        switch (definition.kind()) {
          case DefinitionKind.MERGE_POLICY -> {
            DefinitionKind.requireDefault(definition.id());
            policy = MergePolicy.parse(definition.body());
          }
          case DefinitionKind.SEGMENT ->
              segments.add(SegmentDefinition.parse(definition.id(), definition.body()));
          default -> {}
        }
      } catch (InvalidDefinition alreadyADeadLetter) {
        // The definitions' own ingest has reported it; the rest goes on without it.
      }
    }
    return new ProfileRules(policy, ValidSegments.among(segments).set(), version);
  }
}
