/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import java.util.List;
import java.util.Map;

/**
 * Changes in the order of their topics, what else follows from them, and the offsets at which
 * reading goes on after them. All are stored, or none.
 *
 * @param consequences come after the changes, and are not counted with them
 */
public record Batch(
    List<Change> changes, List<Change> consequences, Map<TablePartition, Long> positions) {

  public Batch {
    changes = List.copyOf(changes);
    consequences = List.copyOf(consequences);
    positions = Map.copyOf(positions);
  }

  /** Of changes from which nothing else follows. */
  public Batch(List<Change> changes, Map<TablePartition, Long> positions) {
    this(changes, List.of(), positions);
  }
}
