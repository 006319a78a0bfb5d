/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a job of ours needs of Flink. What only tunes it yields to what the operator configured.
 *
 * <p>Strict for all: no type falls back to Kryo, no operator goes without a uid.
 */
final class JobDefaults {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /**
   * An event crosses three edges, and Flink's default of 100 ms would cost it 50 on each. Less than
   * this sends buffers with little in them, and a busy job spends itself on sending.
   */
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

  /** Half of Flink's default: so late a window may be found to have ended. */
  private static final Duration WATERMARK_INTERVAL = Duration.ofMillis(100);

  private JobDefaults() {}

  static void applyTo(StreamExecutionEnvironment env) {
    ReadableConfig given = env.getConfiguration();
    Configuration ours = new Configuration();
    ours.set(PipelineOptions.GENERIC_TYPES, false);
    ours.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    ours.set(PipelineOptions.OBJECT_REUSE, true);
    unlessGiven(StateBackendOptions.STATE_BACKEND, "rocksdb", given, ours);
    unlessGiven(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true, given, ours);
    unlessGiven(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL, given, ours);
    unlessGiven(RocksDBOptions.OPTIONS_FACTORY, RocksDbWriting.class.getName(), given, ours);
    unlessGiven(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARK_INTERVAL, given, ours);
    unlessGiven(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT, given, ours);
    env.configure(ours);
  }

  private static <T> void unlessGiven(
      ConfigOption<T> option, T value, ReadableConfig given, Configuration ours) {
    if (given.getOptional(option).isEmpty()) {
      ours.set(option, value);
    }
  }
}
