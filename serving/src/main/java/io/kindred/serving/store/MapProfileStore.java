/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store in memory: what any store must do, in its shortest form. For tests and for reading. */
public final class MapProfileStore implements ProfileStore {

  private final Map<Table<?>, NavigableMap<String, Change>> tables = new HashMap<>();
  private final Map<TablePartition, Long> positions = new HashMap<>();
  private boolean closed;

  @Override
  public synchronized <V> Optional<V> get(Table<V> table, String key) {
    return Optional.ofNullable(held(table).get(key)).map(change -> value(table, change));
  }

  @Override
  public synchronized <V> List<V> scan(Table<V> table, String keyPrefix) {
    return held(table).tailMap(keyPrefix).values().stream()
        .takeWhile(change -> change.key().startsWith(keyPrefix))
        .map(change -> value(table, change))
        .toList();
  }

  @Override
  public synchronized <V> List<V> range(Table<V> table, KeyRange range) {
    if (range.from().compareTo(range.to()) >= 0) {
      ensureOpen();
      return List.of();
    }
    NavigableMap<String, Change> keys = held(table).subMap(range.from(), true, range.to(), false);
    return (range.backwards() ? keys.descendingMap() : keys)
        .values().stream().limit(range.limit()).map(change -> value(table, change)).toList();
  }

  @Override
  public synchronized long profiles() {
    return held(Table.PROFILES).size();
  }

  @Override
  public synchronized Map<TablePartition, Long> positions() {
    ensureOpen();
    return Map.copyOf(positions);
  }

  @Override
  public synchronized Applied apply(Batch batch) {
    ensureOpen();
    int taken = 0;
    for (Change change : batch.changes()) {
      taken += take(change) ? 1 : 0;
    }
    batch.consequences().forEach(this::take);
    positions.putAll(batch.positions());
    return new Applied(taken, batch.changes().size() - taken);
  }

  @Override
  public synchronized void clear(Table<?> table) {
    held(table).clear();
    positions.keySet().removeIf(partition -> partition.table() == table);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private boolean take(Change change) {
    NavigableMap<String, Change> held = held(change.table());
    if (change.value() == null) {
      held.remove(change.key());
      return true;
    }
    Change before = held.get(change.key());
    if (before != null && before.revision() > change.revision()) {
      return false;
    }
    held.put(change.key(), change);
    return true;
  }

  private NavigableMap<String, Change> held(Table<?> table) {
    ensureOpen();
    return tables.computeIfAbsent(table, none -> new TreeMap<>());
  }

  private static <V> V value(Table<V> table, Change change) {
    byte @Nullable [] value = change.value();
    if (value == null) {
      throw new IllegalStateException("a deletion is never held: " + change);
    }
    return table.decode(value);
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }
}
