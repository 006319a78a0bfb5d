/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest value of each key of serving's topics, and the offsets up to which they were read.
 *
 * <p>One thread writes; any number read, also meanwhile. A failure of the store below is a {@link
 * StoreFailure}. After {@link #close} every call is an {@link IllegalStateException}.
 */
public interface ProfileStore extends AutoCloseable {

  <V> Optional<V> get(Table<V> table, String key);

  /** The values whose keys begin with a prefix, by key. Meant for the small tables. */
  <V> List<V> scan(Table<V> table, String keyPrefix);

  /** The values of some keys, in their order or backwards. */
  <V> List<V> range(Table<V> table, KeyRange range);

  /** How many profiles there are. */
  long profiles();

  /** Where reading goes on. A partition that was never read is absent. */
  Map<TablePartition, Long> positions();

  /** Takes changes and positions in one step: after a crash both are there, or neither. */
  Applied apply(Batch batch);

  /** Forgets a table and its positions: it is to be read anew. */
  void clear(Table<?> table);

  @Override
  void close();
}
