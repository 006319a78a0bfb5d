/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.avro.Definition;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.store.TablePartition;
import io.kindred.serving.writing.DefinitionLog;
import io.kindred.serving.writing.WriteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A log that is in the store at once; or a broker that does not answer. */
final class FakeDefinitionLog implements DefinitionLog {

  private static final TablePartition PARTITION = new TablePartition(Table.DEFINITIONS, 0);

  final List<Definition> appended = new ArrayList<>();
  private final ProfileStore store;
  boolean answers = true;
  boolean isRead = true;

  FakeDefinitionLog(ProfileStore store) {
    this.store = store;
  }

  /** For tests that define nothing. */
  static DefinitionLog unused() {
    return new FakeDefinitionLog(null);
  }

  @Override
  public Written append(Definition definition) throws WriteFailure {
    if (!answers) {
      throw new WriteFailure("no broker", null);
    }
    appended.add(definition);
    long next = appended.size();
    if (isRead) {
      store.apply(
          new Batch(List.of(Table.DEFINITIONS.change(definition)), Map.of(PARTITION, next)));
    }
    return new Written(0, next);
  }

  @Override
  public void close() {}
}
