/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.serving.store.Batch;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.store.TablePartition;
import io.kindred.serving.writing.TopicLog;
import io.kindred.serving.writing.WriteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A log that is in the store at once; or a broker that does not answer. */
final class FakeTopicLog<V> implements TopicLog<V> {

  final List<V> appended = new ArrayList<>();
  private final Table<V> table;
  private final ProfileStore store;
  boolean answers = true;
  boolean isRead = true;

  FakeTopicLog(Table<V> table, ProfileStore store) {
    this.table = table;
    this.store = store;
  }

  /** For tests that write nothing. */
  static <V> TopicLog<V> unused() {
    return new FakeTopicLog<>(null, null);
  }

  @Override
  public Written append(V value) throws WriteFailure {
    if (!answers) {
      throw new WriteFailure("no broker", null);
    }
    appended.add(value);
    long next = appended.size();
    if (isRead) {
      store.apply(
          new Batch(List.of(table.change(value)), Map.of(new TablePartition(table, 0), next)));
    }
    return new Written(0, next);
  }

  @Override
  public void close() {}
}
