/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.SortedSet;

/** The hours that windows are made of, wherever they are kept. */
public interface Panes {

  /** The begins of the hours that hold something. */
  SortedSet<Long> times();

  /** What an hour holds; to be changed by {@link #add} alone. */
  Replicates at(long pane);

  /** Adds to an hour; takes away where {@code times} is -1. */
  void add(long pane, Replicates marks, int times);
}
