/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.ArrayList;
import java.util.List;

/** Counts, and what they might have been with other people of the same kind. Mergeable as they. */
public final class Replicates {

  private final Counts counts = new Counts();
  private final List<Counts> replicates = new ArrayList<>();

  public Replicates() {
    for (int i = 0; i < Bootstrap.REPLICATES; i++) {
      replicates.add(new Counts());
    }
  }

  /** What happened. */
  public Counts counts() {
    return counts;
  }

  /** Adds what a profile's journey marks; takes it away where {@code times} is -1. */
  public void add(Counts marks, String profileId, int times) {
    counts.add(marks, times);
    for (int i = 0; i < replicates.size(); i++) {
      replicates.get(i).add(marks, (long) times * Bootstrap.weight(profileId, i));
    }
  }

  /** Adds others; takes them away where {@code times} is -1. */
  public void add(Replicates others, int times) {
    counts.add(others.counts, times);
    for (int i = 0; i < replicates.size(); i++) {
      replicates.get(i).add(others.replicates.get(i), times);
    }
  }

  public boolean isEmpty() {
    return counts.isEmpty() && replicates.stream().allMatch(Counts::isEmpty);
  }

  /** By one model, with intervals. */
  public Estimate estimate(Model model) {
    return Estimate.of(model.of(counts), replicates.stream().map(model::of).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Replicates replicated
        && counts.equals(replicated.counts)
        && replicates.equals(replicated.replicates);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
