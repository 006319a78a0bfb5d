/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.avro.PrivacyRequest;
import io.kindred.deploy.broker.EmbeddedKafka;
import io.kindred.deploy.flink.LocalFlink;
import io.kindred.deploy.scenario.Scenario;
import io.kindred.deploy.scenario.ScenarioFeeder;
import io.kindred.jobs.ContributionJob;
import io.kindred.jobs.ProfileJob;
import io.kindred.jobs.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One scenario in a sandbox of its own, from its topics to its result. */
final class DryRun {

  /** One task of each kind: a scenario is small, and others run beside it. */
  private static final int PARALLELISM = 1;

  private final String bootstrapServers;
  private final LocalFlink flink;
  private final String sandbox;

  DryRun(EmbeddedKafka broker, LocalFlink flink, String sandbox) {
    this.bootstrapServers = broker.bootstrapServers();
    this.flink = flink;
    this.sandbox = sandbox;
  }

  /** What is to be known of a run once it is quiet. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Scenario scenario, SandboxTopics topics) throws Exception;
  }

  <T> T of(Scenario scenario, Duration timeout, Reading<T> reading) throws Exception {
    Map<String, Object> kafka =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    long deadline = System.nanoTime() + timeout.toNanos();
    Topics.create(kafka, sandbox, PARALLELISM);
    try (ScenarioFeeder feeder = new ScenarioFeeder(bootstrapServers, sandbox);
        SandboxTopics topics = new SandboxTopics(kafka, sandbox)) {
      feeder.define(scenario.definitions());
      JobClient job = submit(scenario);
      try {
        feed(scenario, feeder, new Quiet(job, flink, topics), deadline);
        contribute(scenario, topics, deadline);
        return reading.read(scenario, topics);
      } finally {
        // A job that failed cannot be cancelled; why it failed is what has to be heard.
        job.cancel().exceptionally(endedBefore -> null).get();
        topics.delete();
      }
    }
  }

  private static void feed(Scenario scenario, ScenarioFeeder feeder, Quiet quiet, long deadline)
      throws Exception {
    feeder.feed(scenario.facts());
    quiet.awaitUntil(deadline);
    // One after the other: what the first one deletes is not there for the second to count.
    for (PrivacyRequest request : scenario.privacyRequests()) {
      feeder.request(List.of(request));
      quiet.awaitUntil(deadline);
    }
  }

  /**
   * Once the journeys are what they are in the end. Where no goal is defined, nothing is earned.
   */
  private void contribute(Scenario scenario, SandboxTopics topics, long deadline) throws Exception {
    if (!scenario.hasGoals()) {
      return;
    }
    JobClient job = ContributionJob.submit(environment(), settings(scenario));
    try {
      new Quiet(job, Quiet.Reads.CONTRIBUTION_JOB, flink, topics).awaitUntil(deadline);
    } finally {
      job.cancel().exceptionally(endedBefore -> null).get();
    }
  }

  private JobClient submit(Scenario scenario) throws Exception {
    return ProfileJob.submit(environment(), settings(scenario));
  }

  private StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = flink.environment(PARALLELISM);
    Configuration failAtOnce = new Configuration();
    failAtOnce.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    env.configure(failAtOnce);
    return env;
  }

  /** The time of the scenario, and no waiting. */
  private Configuration settings(Scenario scenario) {
    Configuration settings = new Configuration();
    settings.setString("kindred.sandbox", sandbox);
    settings.setString("kindred.kafka.bootstrap-servers", bootstrapServers);
    settings.setString("kindred.time.now", scenario.now().toString());
    passOnAtOnce(settings);
    return settings;
  }

  /** No waiting for more changes before one is passed on. */
  static void passOnAtOnce(Configuration settings) {
    settings.setString("kindred.identity.label-period", "0 ms");
    settings.setString("kindred.profile.emit-period", "0 ms");
    settings.setString("kindred.segment.report-period", "50 ms");
    settings.setString("kindred.contribution.refresh-period", "0 ms");
    settings.setString("kindred.contribution.interval-period", "0 ms");
  }
}
