/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.job;

import io.kindred.jobs.ContributionJob;
import io.kindred.jobs.ProfileJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * A job under test in this JVM. It reads commands, a line each, and ends with its input: {@code
 * counters} answers with a line for each counter and then a full stop, {@code stop} cancels.
 */
final class JobMain {

  static final String RUNNING = "running";
  static final String COUNTERS = "counters";
  static final String STOP = "stop";
  static final String END = ".";

  private static final String ADDRESS = "127.0.0.1";
  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINT_PERIOD = Duration.ofSeconds(10);
  private static final long POLL_MS = 20;

  private JobMain() {}

  public static void main(String[] arguments) throws Exception {
    Configuration given = JobSpec.parse(arguments);
    JobClient job = submit(given);
    var unused = job.getJobExecutionResult().whenComplete((result, end) -> ended(end));
    while (job.getJobStatus().get() != JobStatus.RUNNING) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    System.out.println(RUNNING);
    try {
      answer(job);
    } catch (IOException | RuntimeException noAnswer) {
      ended(noAnswer); // or whoever asked would wait for ever
    }
    System.exit(0);
  }

  /** A job that fails is not tried again: what is measured would be its restarts. */
  private static void ended(@Nullable Throwable reason) {
    if (reason != null
        && ExceptionUtils.findThrowable(reason, JobCancellationException.class).isEmpty()) {
      reason.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static JobClient submit(Configuration given) throws Exception {
    Configuration flink = flink(given);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, flink);
    return switch (given.get(JobSpec.KIND)) {
      case PROFILE -> ProfileJob.submit(env, given);
      case CONTRIBUTION -> ContributionJob.submit(env, given);
      case ROOFLINE -> Roofline.submit(env, given);
    };
  }

  /** As a TaskManager with two slots and 2 GiB would be set up; what is given wins. */
  private static Configuration flink(Configuration given) {
    Configuration flink = new Configuration();
    String directory = given.get(JobSpec.DIRECTORY);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file://" + directory + "/checkpoints");
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_PERIOD);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(CoreOptions.TMP_DIRS, directory + "/tmp");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    flink.set(RestOptions.BIND_ADDRESS, ADDRESS);
    flink.set(JobManagerOptions.BIND_HOST, ADDRESS);
    flink.set(TaskManagerOptions.BIND_HOST, ADDRESS);
    flink.set(RestOptions.BIND_PORT, "0");
    flink.set(BlobServerOptions.PORT, "0");
    flink.setString("metrics.reporter.bench.factory.class", Counters.Factory.class.getName());
    flink.addAll(given);
    return flink;
  }

  private static void answer(JobClient job) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(STOP)) {
        job.cancel().join();
        return;
      }
      Counters.now().forEach((name, value) -> System.out.println(name + " = " + value));
      System.out.println(END);
    }
  }
}
