/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.sarah;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksProfileStoreTest extends ProfileStoreContract {

  private static final long CACHE_BYTES = 1 << 20;

  @TempDir Path directory;

  @Override
  protected ProfileStore open() {
    return RocksProfileStore.open(directory.resolve("luma"), CACHE_BYTES);
  }

  @Test
  void open_againHoldsValuesAndPositions() {
    TablePartition partition = new TablePartition(Table.PROFILES, 11);
    store.apply(new Batch(List.of(Table.PROFILES.change(sarah(5))), Map.of(partition, 42L)));
    store.close();

    store = open();

    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(5));
    assertThat(store.profiles()).isEqualTo(1);
    assertThat(store.positions()).containsOnly(Map.entry(partition, 42L));
    Batch stale = new Batch(List.of(Table.PROFILES.change(sarah(4))), Map.of());
    assertThat(store.apply(stale)).isEqualTo(new Applied(0, 1));
  }

  @Test
  void open_whatAnotherHolds() {
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("cannot open the store in " + directory.resolve("luma"))
        .hasMessageContaining("lock");
  }
}
