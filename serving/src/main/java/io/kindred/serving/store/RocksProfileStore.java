/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/*
 * On disk. A column family for each table, key -> revision (8 bytes, big-endian) and value as the
 * topic has it; and the default family, "table/partition" -> offset and PROFILES_COUNT, 8 bytes.
 *
 * 1. A batch is one RocksDB write batch over all families with the write-ahead log on, so values
 *    and offsets survive a crash of the process together. The log is not synced at each batch: a
 *    crash of the machine may lose the newest batches, whole, and they are read from Kafka again.
 * 2. The revision stands before the value, so that a stale one is found without decoding. The write
 *    batch is indexed: a change sees those before it in the same batch.
 * 3. RocksDB crashes the JVM when it is used after it was closed. Every use holds the gate's read
 *    side, close its write side.
 */

/** A store in a RocksDB database of its own, in a directory. */
public final class RocksProfileStore implements ProfileStore {

  private static final byte[] FIRST_KEY = {};

  /** No UTF-8 text holds this byte. */
  private static final byte[] AFTER_LAST_KEY = {(byte) 0xFF};

  private static final char AFTER_SLASH = '/' + 1;

  /** Without a slash, so no table's position. */
  private static final byte[] PROFILES_COUNT = "count-of-profiles".getBytes(UTF_8);

  private final Gate gate = new Gate();
  private final RocksTables tables;
  private volatile long profiles;

  private RocksProfileStore(RocksTables tables) throws RocksDBException {
    this.tables = tables;
    byte[] held = tables.database().get(tables.positions(), PROFILES_COUNT);
    this.profiles = held == null ? 0 : number(held);
  }

  /**
   * Opens the database in a directory, which is created if need be.
   *
   * @param cacheBytes how much memory may hold blocks that were read lately
   * @throws StoreFailure if it cannot be opened, for one because another process holds it
   */
  public static RocksProfileStore open(Path directory, long cacheBytes) {
    try {
      Files.createDirectories(directory);
      return new RocksProfileStore(RocksTables.open(directory, cacheBytes));
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot open the store in " + directory, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }

  @Override
  public <V> Optional<V> get(Table<V> table, String key) {
    return gate.through(
        () -> {
          byte[] held = tables.database().get(tables.of(table), key.getBytes(UTF_8));
          return Optional.ofNullable(held).map(bytes -> value(table, bytes));
        });
  }

  @Override
  public <V> List<V> scan(Table<V> table, String keyPrefix) {
    return gate.through(
        () -> {
          List<V> values = new ArrayList<>();
          scan(tables.of(table), keyPrefix, (key, held) -> values.add(value(table, held)));
          return values;
        });
  }

  @Override
  public <V> List<V> range(Table<V> table, KeyRange range) {
    return gate.through(
        () -> {
          List<V> values = new ArrayList<>();
          byte[] from = range.from().getBytes(UTF_8);
          byte[] to = range.to().getBytes(UTF_8);
          try (RocksIterator rows = tables.database().newIterator(tables.of(table))) {
            begin(rows, from, to, range.backwards());
            while (values.size() < range.limit() && isWithin(rows, from, to)) {
              values.add(value(table, rows.value()));
              advance(rows, range.backwards());
            }
            rows.status();
          }
          return values;
        });
  }

  private static void begin(RocksIterator rows, byte[] from, byte[] to, boolean backwards) {
    if (!backwards) {
      rows.seek(from);
      return;
    }
    rows.seekForPrev(to);
    if (rows.isValid() && Arrays.equals(rows.key(), to)) {
      rows.prev();
    }
  }

  private static void advance(RocksIterator rows, boolean backwards) {
    if (backwards) {
      rows.prev();
    } else {
      rows.next();
    }
  }

  private static boolean isWithin(RocksIterator rows, byte[] from, byte[] to) {
    return rows.isValid()
        && Arrays.compareUnsigned(rows.key(), from) >= 0
        && Arrays.compareUnsigned(rows.key(), to) < 0;
  }

  @Override
  public long profiles() {
    return profiles;
  }

  @Override
  public Map<TablePartition, Long> positions() {
    return gate.through(
        () -> {
          Map<TablePartition, Long> positions = new HashMap<>();
          for (Table<?> table : Table.ALL) {
            scan(
                tables.positions(),
                table.name() + "/",
                (key, held) -> positions.put(partition(table, key), number(held)));
          }
          return positions;
        });
  }

  @Override
  public Applied apply(Batch batch) {
    return gate.through(
        () -> {
          try (WriteBatchWithIndex write = new WriteBatchWithIndex(true);
              ReadOptions read = new ReadOptions();
              WriteOptions options = new WriteOptions()) {
            Taking taking = new Taking(write, read);
            int taken = taking.all(batch.changes());
            taking.all(batch.consequences());
            long present = profiles + taking.newProfiles;
            write.put(tables.positions(), PROFILES_COUNT, bytes(present));
            for (var position : batch.positions().entrySet()) {
              write.put(
                  tables.positions(),
                  position.getKey().toString().getBytes(UTF_8),
                  bytes(position.getValue()));
            }
            tables.database().write(options, write);
            profiles = present;
            return new Applied(taken, batch.changes().size() - taken);
          }
        });
  }

  @Override
  public void clear(Table<?> table) {
    gate.through(
        () -> {
          try (WriteBatch write = new WriteBatch();
              WriteOptions options = new WriteOptions()) {
            write.deleteRange(tables.of(table), FIRST_KEY, AFTER_LAST_KEY);
            write.deleteRange(
                tables.positions(),
                (table.name() + "/").getBytes(UTF_8),
                (table.name() + AFTER_SLASH).getBytes(UTF_8));
            if (table == Table.PROFILES) {
              write.put(tables.positions(), PROFILES_COUNT, bytes(0));
            }
            tables.database().write(options, write);
            profiles = table == Table.PROFILES ? 0 : profiles;
            return table;
          }
        });
  }

  @Override
  public void close() {
    gate.close(tables::close);
  }

  /** Changes as they go into a write batch, each seeing those before it. */
  private final class Taking {

    private final WriteBatchWithIndex write;
    private final ReadOptions read;
    private long newProfiles;

    Taking(WriteBatchWithIndex write, ReadOptions read) {
      this.write = write;
      this.read = read;
    }

    /** How many of them are not stale. */
    int all(List<Change> changes) throws RocksDBException {
      int taken = 0;
      for (Change change : changes) {
        taken += take(change) ? 1 : 0;
      }
      return taken;
    }

    private boolean take(Change change) throws RocksDBException {
      ColumnFamilyHandle family = tables.of(change.table());
      byte[] key = change.key().getBytes(UTF_8);
      byte[] value = change.value();
      byte[] before = write.getFromBatchAndDB(tables.database(), family, read, key);
      if (value != null && before != null && number(before) > change.revision()) {
        return false;
      }
      if (value == null) {
        write.delete(family, key);
      } else {
        write.put(family, key, withRevision(change.revision(), value));
      }
      if (change.table() == Table.PROFILES) {
        newProfiles += (value == null ? 0 : 1) - (before == null ? 0 : 1);
      }
      return true;
    }
  }

  private void scan(ColumnFamilyHandle family, String prefix, Visitor visitor)
      throws RocksDBException {
    byte[] from = prefix.getBytes(UTF_8);
    try (RocksIterator rows = tables.database().newIterator(family)) {
      rows.seek(from);
      while (rows.isValid() && startsWith(rows.key(), from)) {
        visitor.visit(rows.key(), rows.value());
        rows.next();
      }
      rows.status();
    }
  }

  private static <V> V value(Table<V> table, byte[] held) {
    return table.decode(Arrays.copyOfRange(held, Long.BYTES, held.length));
  }

  private static TablePartition partition(Table<?> table, byte[] key) {
    String number = new String(key, UTF_8).substring(table.name().length() + 1);
    return new TablePartition(table, Integer.parseInt(number));
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] withRevision(long revision, byte[] value) {
    return ByteBuffer.allocate(Long.BYTES + value.length).putLong(revision).put(value).array();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static long number(byte[] held) {
    return ByteBuffer.wrap(held).getLong();
  }

  private interface Visitor {
    void visit(byte[] key, byte[] held) throws RocksDBException;
  }
}
