/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

/** One partition of the topic behind a table. */
public record TablePartition(Table<?> table, int partition) {

  @Override
  public String toString() {
    return table.name() + "/" + partition;
  }
}
