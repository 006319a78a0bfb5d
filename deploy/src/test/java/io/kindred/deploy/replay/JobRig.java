/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.IdentityMapping;
import io.kindred.deploy.broker.EmbeddedKafka;
import io.kindred.deploy.flink.LocalFlink;
import io.kindred.deploy.scenario.ScenarioFeeder;
import io.kindred.jobs.ContributionJob;
import io.kindred.jobs.KafkaOptions;
import io.kindred.jobs.ProfileJob;
import io.kindred.jobs.Topics;
import io.kindred.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.RunnableWithException;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * One sandbox on a broker and the jobs on it, to be started, stopped, crashed and waited for. They
 * take no time before a change is passed on, and checkpoints only when asked for.
 */
final class JobRig implements AutoCloseable {

  static final int PARTITIONS = 4;

  /** Until something is what it has to become. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int SLOTS = 2 * PARTITIONS;
  private static final Duration NEVER = Duration.ofHours(1);

  /** How a job is submitted. */
  @FunctionalInterface
  private interface Submission {
    JobClient submit(StreamExecutionEnvironment env, Configuration options) throws Exception;
  }

  private final Path directory;
  private final Configuration options;
  private final LocalFlink flink;
  private final ScenarioFeeder feeder;
  private final SandboxTopics topics;
  private final SandboxTopics committed;
  private final Job profiles = new Job("profile-job", ProfileJob::submit);
  private final Job contributions = new Job("contribution-job", ContributionJob::submit);

  /** What is to be looked at again and again. */
  @FunctionalInterface
  interface Look<T> {
    T look() throws Exception;
  }

  /**
   * A new sandbox.
   *
   * @param directory whose name is the sandbox's
   * @param options of the jobs, beside those that say where it is
   */
  JobRig(EmbeddedKafka broker, Path directory, Configuration options) throws Exception {
    this.directory = directory;
    String sandbox = directory.getFileName().toString();
    Map<String, Object> kafka =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    Topics.create(kafka, sandbox, PARTITIONS);
    this.options =
        new Configuration(options)
            .set(KafkaOptions.SANDBOX, sandbox)
            .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
    DryRun.passOnAtOnce(this.options);
    feeder = new ScenarioFeeder(broker.bootstrapServers(), sandbox);
    topics = new SandboxTopics(kafka, sandbox);
    Map<String, Object> committedOnly = new TreeMap<>(kafka);
    committedOnly.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    committed = new SandboxTopics(committedOnly, sandbox);
    flink = LocalFlink.start(new LocalFlink.Settings(directory, 0, SLOTS, NEVER));
  }

  ScenarioFeeder feeder() {
    return feeder;
  }

  /** All messages, also of attempts that were lost. */
  SandboxTopics topics() {
    return topics;
  }

  /** As who reads what is committed alone. */
  SandboxTopics committed() {
    return committed;
  }

  Job profiles() {
    return profiles;
  }

  Job contributions() {
    return contributions;
  }

  /** The profile of each identity. */
  SortedMap<String, String> identityMap() throws Exception {
    return topics.latest(Topic.IDENTITY_MAP).values().stream()
        .collect(
            Collectors.toMap(
                IdentityMapping::getIdentity,
                IdentityMapping::getProfileId,
                (one, other) -> other,
                TreeMap::new));
  }

  /** Until there are so many messages, by whichever attempt. */
  void awaitMessages(Topic<?> topic, int count) throws Exception {
    await(() -> topics.all(topic).size() >= count, true);
  }

  /** What is seen once it is as expected, or as it is when patience ends. */
  static <T> T await(Look<T> look, T expected) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    T seen = look.look();
    while (!seen.equals(expected) && System.nanoTime() < deadline) {
      seen = look.look();
    }
    return seen;
  }

  @Override
  public void close() throws Exception {
    profiles.kill();
    contributions.kill();
    flink.close();
    feeder.close();
    topics.close();
    committed.close();
  }

  /** One of the jobs. */
  final class Job {

    private final String name;
    private final Submission submission;
    private Optional<JobClient> running = Optional.empty();

    private Job(String name, Submission submission) {
      this.name = name;
      this.submission = submission;
    }

    /** From where it was saved last, if it was. */
    void submit(int parallelism) throws Exception {
      StreamExecutionEnvironment env = flink.resumingEnvironment(parallelism, name);
      running = Optional.of(submission.submit(env, options));
    }

    /** To where the next submission looks for what to resume. */
    void savepoint() throws Exception {
      onceRunning(
          () -> running().triggerSavepoint(savepoints(), SavepointFormatType.CANONICAL).get());
    }

    void stopWithSavepoint() throws Exception {
      onceRunning(
          () ->
              running()
                  .stopWithSavepoint(false, savepoints(), SavepointFormatType.CANONICAL)
                  .get());
      running = Optional.empty();
    }

    /** With it goes what came after it was last saved. */
    void kill() throws Exception {
      if (running.isPresent()) {
        running().cancel().get();
        running = Optional.empty();
      }
    }

    /** Likewise. */
    void checkpoint() throws Exception {
      onceRunning(() -> flink.checkpoint(running().getJobID(), PATIENCE));
    }

    /** Only of the job that reads what sources and people send. */
    void awaitQuiet() throws Exception {
      new Quiet(running(), flink, topics).await(PATIENCE);
    }

    /** A job that is still starting cannot be saved, though some of its tasks run already. */
    private void onceRunning(RunnableWithException save) throws Exception {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        try {
          save.run();
          return;
        } catch (ExecutionException e) {
          assertThat(System.nanoTime()).as("patience: %s", e).isLessThan(deadline);
        }
      }
    }

    private JobClient running() {
      return running.orElseThrow();
    }

    private String savepoints() {
      return directory.resolve(name + "-checkpoints").toUri().toString();
    }
  }
}
