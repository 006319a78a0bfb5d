/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import java.util.Collection;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.state.rocksdb.ConfigurableRocksDBOptionsFactory;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * How RocksDB writes its memory out: an operator stands still for it at each checkpoint.
 *
 * <p>All states of an operator are written as one job, and not in turn, each with a thread to be
 * woken and a manifest to be synced. To write for a checkpoint there are two threads a processor,
 * for all operators of a TaskManager together, so that none waits for another. To merge files there
 * is one a processor: every fourth checkpoint gives all states something to merge at once.
 *
 * <p>Where {@code state.backend.rocksdb.thread.num} is given, the threads are as it says.
 */
public final class RocksDbWriting implements ConfigurableRocksDBOptionsFactory {

  private static final long serialVersionUID = 1;

  private boolean ownThreads = true;

  @Override
  public RocksDBOptionsFactory configure(ReadableConfig given) {
    ownThreads = given.getOptional(RocksDBConfigurableOptions.MAX_BACKGROUND_THREADS).isEmpty();
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
    return options;
  }
}
