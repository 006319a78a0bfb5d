/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.state.rocksdb.ConfigurableRocksDBOptionsFactory;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;

/**
 * How RocksDB writes its memory out: an operator stands still for it at each checkpoint.
 *
 * <p>All states of an operator are written as one job, and not in turn, each with a thread to be
 * woken and a manifest to be synced. To write for a checkpoint there are two threads a processor,
 * for all operators of a TaskManager together, so that none waits for another. To merge files there
 * is one a processor: every fourth checkpoint gives all states something to merge at once.
 *
 * <p>What is written is not compressed before files are first merged: that took nearly half of the
 * time, while the operator waited.
 *
 * <p>Where {@code state.backend.rocksdb.thread.num} or {@code .compression.per.level} are given,
 * threads and files are as they say.
 */
public final class RocksDbWriting implements ConfigurableRocksDBOptionsFactory {

  private static final long serialVersionUID = 1;

  private boolean ownThreads = true;
  private boolean ownCompression = true;

  @Override
  public RocksDBOptionsFactory configure(ReadableConfig given) {
    ownThreads = given.getOptional(RocksDBConfigurableOptions.MAX_BACKGROUND_THREADS).isEmpty();
    ownCompression = given.getOptional(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL).isEmpty();
    return this;
  }

  @Override
  @SuppressWarnings("deprecation") // the newer option gives a third as many threads to writing
  public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> toClose) {
    options.setAtomicFlush(true);
    if (ownThreads) {
      int processors = Runtime.getRuntime().availableProcessors();
      options.setMaxBackgroundFlushes(2 * processors).setMaxBackgroundCompactions(processors);
    }
    return options;
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions options, Collection<AutoCloseable> toClose) {
    if (ownCompression) {
      CompressionType[] levels = new CompressionType[options.numLevels()];
      Arrays.fill(levels, CompressionType.SNAPPY_COMPRESSION);
      levels[0] = CompressionType.NO_COMPRESSION;
      options.setCompressionPerLevel(List.of(levels));
    }
    return options;
  }
}
