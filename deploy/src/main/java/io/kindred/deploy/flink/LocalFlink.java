/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.flink;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this JVM: state in RocksDB, incremental checkpoints on disk, the web UI, and
 * little memory.
 */
public final class LocalFlink implements AutoCloseable {

  private static final String ADDRESS = "127.0.0.1";

  private final WatchedCluster cluster;
  private final CheckpointDirectory checkpoints;
  private final Configuration settings;

  private LocalFlink(
      WatchedCluster cluster, CheckpointDirectory checkpoints, Configuration settings) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
    this.settings = settings;
  }

  /**
   * What a cluster is started with.
   *
   * @param directory where checkpoints and the working files go
   * @param restPort of the web UI on 127.0.0.1; 0 for any that is free
   * @param slots how many subtasks run side by side
   * @param checkpointPeriod of each job; more are taken on request
   */
  public record Settings(Path directory, int restPort, int slots, Duration checkpointPeriod) {}

  /** Starts a cluster and waits until it takes jobs. */
  public static LocalFlink start(Settings wanted) throws Exception {
    CheckpointDirectory checkpoints =
        new CheckpointDirectory(wanted.directory().resolve("checkpoints"));
    Configuration settings = new Configuration();
    network(settings, wanted.restPort());
    memory(settings);
    state(settings, wanted, checkpoints);
    jobs(settings);
    WatchedCluster cluster =
        new WatchedCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(wanted.slots())
                .build());
    cluster.start();
    return new LocalFlink(cluster, checkpoints, settings);
  }

  /** Where a job is built that is to run here, from nothing. */
  public StreamExecutionEnvironment environment(int parallelism) {
    return environment(new Configuration(settings), parallelism);
  }

  /** Where a job is built that continues from the last checkpoint in the directory, if any. */
  public StreamExecutionEnvironment resumingEnvironment(int parallelism) throws Exception {
    return environment(resuming(checkpoints, new Configuration(settings)), parallelism);
  }

  /**
   * Where another job is built that continues from its own last checkpoint, if any.
   *
   * @param job whose checkpoints lie apart from those of others
   */
  public StreamExecutionEnvironment resumingEnvironment(int parallelism, String job)
      throws Exception {
    CheckpointDirectory own =
        new CheckpointDirectory(checkpoints.root().resolveSibling(job + "-checkpoints"));
    Configuration resuming = new Configuration(settings);
    resuming.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, own.uri());
    return environment(resuming(own, resuming), parallelism);
  }

  /** How far the jobs here have read. */
  public SourcePositions positions() {
    return cluster.positions();
  }

  public URI webUi() throws Exception {
    return cluster.getRestAddress().get();
  }

  /** Takes a checkpoint of a running job, and returns when it is complete. */
  public void checkpoint(JobID job, Duration timeout) throws Exception {
    cluster.triggerCheckpoint(job).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  private static Configuration resuming(CheckpointDirectory from, Configuration resuming)
      throws IOException {
    Optional<Path> latest = from.latest();
    if (latest.isPresent()) {
      resuming.set(StateRecoveryOptions.SAVEPOINT_PATH, latest.get().toUri().toString());
      // The checkpoint is this cluster's own: it is deleted when newer ones have replaced it.
      resuming.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }
    return resuming;
  }

  private StreamExecutionEnvironment environment(Configuration jobSettings, int parallelism) {
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(
            new MiniClusterExecutor(cluster), jobSettings, LocalFlink.class.getClassLoader());
    env.setParallelism(parallelism);
    return env;
  }

  private static void network(Configuration settings, int restPort) {
    settings.set(RestOptions.ADDRESS, ADDRESS);
    settings.set(RestOptions.BIND_ADDRESS, ADDRESS);
    settings.set(RestOptions.PORT, restPort);
    settings.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    settings.set(JobManagerOptions.ADDRESS, ADDRESS);
    settings.set(JobManagerOptions.BIND_HOST, ADDRESS);
    settings.set(TaskManagerOptions.HOST, ADDRESS);
    settings.set(TaskManagerOptions.BIND_HOST, ADDRESS);
    settings.set(BlobServerOptions.PORT, "0");
  }

  /** A laptop runs a broker and serving beside it. */
  private static void memory(Configuration settings) {
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
  }

  private static void state(
      Configuration settings, Settings wanted, CheckpointDirectory checkpoints) {
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.uri());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, wanted.checkpointPeriod());
    String working = wanted.directory().resolve("tmp").toString();
    settings.set(CoreOptions.TMP_DIRS, working);
    settings.set(WebOptions.TMP_DIR, working);
  }

  private static void jobs(Configuration settings) {
    settings.set(DeploymentOptions.TARGET, MiniClusterExecutor.NAME);
    settings.set(DeploymentOptions.ATTACHED, false);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Identity gossip goes round through buffers: each millisecond here is paid on every hop.
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
  }
}
