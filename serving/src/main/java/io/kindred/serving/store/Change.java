/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import org.jspecify.annotations.Nullable;

/** One key of one table is to get a value, or to lose it. */
public final class Change {

  private final Table<?> table;
  private final String key;
  private final byte @Nullable [] value;
  private final long revision;

  private Change(Table<?> table, String key, byte @Nullable [] value, long revision) {
    this.table = table;
    this.key = key;
    this.value = value;
    this.revision = revision;
  }

  static Change put(Table<?> table, String key, byte[] value, long revision) {
    return new Change(table, key, value, revision);
  }

  static Change deletion(Table<?> table, String key) {
    return new Change(table, key, null, Long.MAX_VALUE);
  }

  public Table<?> table() {
    return table;
  }

  public String key() {
    return key;
  }

  /** The value as the topic has it; null deletes. */
  byte @Nullable [] value() {
    return value;
  }

  /** A value gives way to one of the same or a greater revision; a deletion takes any away. */
  long revision() {
    return revision;
  }

  @Override
  public String toString() {
    return table + "/" + key + (value == null ? " deleted" : " revision " + revision);
  }
}
