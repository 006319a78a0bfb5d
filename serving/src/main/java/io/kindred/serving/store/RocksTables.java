/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;

/** An open database with a column family for each table, and all that must be closed with it. */
final class RocksTables {

  /** Bits a key in the filter that spares lookups of unknown identities the disk: 1 % pass. */
  private static final double FILTER_BITS = 10;

  private final RocksDB database;
  private final List<ColumnFamilyHandle> families;
  private final Map<Table<?>, ColumnFamilyHandle> byTable = new HashMap<>();
  private final List<RocksObject> settings;

  private RocksTables(
      RocksDB database, List<ColumnFamilyHandle> families, List<RocksObject> settings) {
    this.database = database;
    this.families = families;
    this.settings = settings;
    for (int i = 0; i < Table.ALL.size(); i++) {
      byTable.put(Table.ALL.get(i), families.get(i + 1));
    }
  }

  static RocksTables open(Path directory, long cacheBytes) throws RocksDBException {
    RocksDB.loadLibrary();
    Cache cache = new LRUCache(cacheBytes);
    BloomFilter filter = new BloomFilter(FILTER_BITS);
    ColumnFamilyOptions family =
        new ColumnFamilyOptions()
            .setTableFormatConfig(
                new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter));
    DBOptions options =
        new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    List<RocksObject> settings = List.of(options, family, filter, cache);
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try {
      RocksDB database = RocksDB.open(options, directory.toString(), described(family), families);
      return new RocksTables(database, families, settings);
    } catch (RocksDBException e) {
      settings.forEach(RocksObject::close);
      throw e;
    }
  }

  /** The default family first, then one for each table in their order. */
  private static List<ColumnFamilyDescriptor> described(ColumnFamilyOptions options) {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options));
    for (Table<?> table : Table.ALL) {
      families.add(new ColumnFamilyDescriptor(table.name().getBytes(UTF_8), options));
    }
    return families;
  }

  RocksDB database() {
    return database;
  }

  ColumnFamilyHandle of(Table<?> table) {
    return Objects.requireNonNull(byTable.get(table));
  }

  ColumnFamilyHandle positions() {
    return families.get(0);
  }

  /** Families before the database, the database before what it was opened with. */
  void close() {
    families.forEach(RocksObject::close);
    database.close();
    settings.forEach(RocksObject::close);
  }
}
