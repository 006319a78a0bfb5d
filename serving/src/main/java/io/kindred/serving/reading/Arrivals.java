/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import io.kindred.avro.Event;
import io.kindred.avro.PrivacyResult;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.Change;
import io.kindred.serving.store.Erasures;
import io.kindred.serving.store.Table;
import io.kindred.serving.store.TablePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read at once. Events and what deletes them come by topics of their own, in any order:
 * whether an event stays is decided when all results beside it are known.
 */
final class Arrivals {

  private final Erasures erasures;
  private final List<Change> changes = new ArrayList<>();
  private final List<Change> consequences = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<PrivacyResult> results = new ArrayList<>();

  Arrivals(Erasures erasures) {
    this.erasures = erasures;
  }

  /**
   * Takes a record of a table's topic.
   *
   * @throws RuntimeException if it is not what the topic holds
   */
  void add(Table<?> table, String key, byte @Nullable [] value) {
    if (table == Table.EVENTS && value != null) {
      events.add(Table.EVENTS.topic().decode(value));
    } else if (table == Table.EVENTS) {
      consequences.addAll(erasures.deletions(key, Long.MAX_VALUE));
    } else {
      changes.add(table.change(key, value));
      if (table == Table.PRIVACY_RESULTS && value != null) {
        results.add(Table.PRIVACY_RESULTS.topic().decode(value));
      }
    }
  }

  /** As the store takes it; events that were deleted before they came are left out. */
  Batch batch(Map<TablePartition, Long> positions) {
    Erasures all = erasures.and(results);
    results.forEach(result -> consequences.addAll(all.consequences(result)));
    events.stream()
        .filter(event -> !all.cover(event))
        .forEach(event -> changes.add(Table.EVENTS.change(event)));
    return new Batch(changes, consequences, positions);
  }
}
