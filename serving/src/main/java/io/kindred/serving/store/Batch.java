/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import java.util.List;
import java.util.Map;

/**
 * Changes in the order of their topics, and the offsets at which reading goes on after them. Both
 * are stored, or neither.
 */
public record Batch(List<Change> changes, Map<TablePartition, Long> positions) {

  public Batch {
    changes = List.copyOf(changes);
    positions = Map.copyOf(positions);
  }
}
