/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.profile.MergePolicy;
import io.kindred.segment.Fingerprint;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentPlan;
import io.kindred.segment.SegmentReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a profile is made by: the merge policy and the segments in force.
 *
 * @param fingerprint other rules have another
 */
record ProfileRules(MergePolicy policy, SegmentPlan plan, long fingerprint) {

  /** The segments that may hold others than under other rules. */
  Set<String> changedSince(ProfileRules before) {
    return policy.equals(before.policy()) ? plan.otherThan(before.plan()) : plan.ids();
  }

  static final Set<String> KINDS = Set.of(DefinitionKind.MERGE_POLICY, DefinitionKind.SEGMENT);

  /** Compiles the definitions that stand; what has not changed is not read again. */
  static final class Compiler implements DefinitionRegister.Compiler<ProfileRules> {

    private static final long serialVersionUID = 1;

    private transient @Nullable SegmentReading reading;

    @Override
    public ProfileRules compile(Collection<DefinitionUpdate> definitions, long version) {
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
      segments.removeIf(segment -> !segment.active());
      return of(policy, SegmentPlan.of(reading().among(segments).set()));
    }

    private SegmentReading reading() {
      SegmentReading known = reading;
      if (known == null) {
        known = new SegmentReading();
        reading = known;
      }
      return known;
    }
  }

  private static ProfileRules of(MergePolicy policy, SegmentPlan plan) {
    return new ProfileRules(policy, plan, Fingerprint.of(policy + " " + plan.fingerprint()));
  }
}
