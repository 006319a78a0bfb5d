/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;

@SuppressWarnings("deprecation") // as in what it tests
class RocksDbWritingTest {

  @BeforeAll
  static void load() {
    RocksDB.loadLibrary();
  }

  @Test
  void createDbOptions_writesAllStatesAtOnceAndByThreadsOfItsOwn() {
    try (DBOptions options = writing(new Configuration(), new DBOptions())) {
      assertThat(options.atomicFlush()).isTrue();
      assertThat(options.maxBackgroundFlushes()).isGreaterThanOrEqualTo(2);
      assertThat(options.maxBackgroundCompactions()).isPositive();
    }
  }

  @Test
  void createDbOptions_leavesThreadsThatWereConfigured() {
    Configuration configured = new Configuration();
    configured.set(RocksDBConfigurableOptions.MAX_BACKGROUND_THREADS, 6);
    try (DBOptions options = writing(configured, new DBOptions().setMaxBackgroundJobs(6));
        DBOptions untouched = new DBOptions()) {
      assertThat(options.maxBackgroundJobs()).isEqualTo(6);
      assertThat(options.maxBackgroundFlushes()).isEqualTo(untouched.maxBackgroundFlushes());
    }
  }

  @Test
  void createColumnOptions_compressesOnlyWhatIsMerged() {
    try (ColumnFamilyOptions options = files(new Configuration(), new ColumnFamilyOptions())) {
      assertThat(options.compressionPerLevel())
          .hasSize(options.numLevels())
          .startsWith(CompressionType.NO_COMPRESSION, CompressionType.SNAPPY_COMPRESSION)
          .endsWith(CompressionType.SNAPPY_COMPRESSION);
    }
  }

  @Test
  void createColumnOptions_leavesCompressionThatWasConfigured() {
    List<CompressionType> wanted = List.of(CompressionType.LZ4_COMPRESSION);
    Configuration configured = new Configuration();
    configured.set(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, wanted);
    ColumnFamilyOptions given = new ColumnFamilyOptions().setCompressionPerLevel(wanted);
    try (ColumnFamilyOptions options = files(configured, given)) {
      assertThat(options.compressionPerLevel()).isEqualTo(wanted);
    }
  }

  private static ColumnFamilyOptions files(Configuration configured, ColumnFamilyOptions options) {
    return new RocksDbWriting().configure(configured).createColumnOptions(options, List.of());
  }

  private static DBOptions writing(Configuration configured, DBOptions options) {
    return new RocksDbWriting().configure(configured).createDBOptions(options, List.of());
  }
}
