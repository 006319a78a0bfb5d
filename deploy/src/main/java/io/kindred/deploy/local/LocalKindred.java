/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import io.kindred.deploy.broker.EmbeddedKafka;
import io.kindred.deploy.broker.LoopbackPort;
import io.kindred.deploy.flink.LocalFlink;
import io.kindred.deploy.scenario.ScenarioFeeder;
import io.kindred.jobs.ContributionJob;
import io.kindred.jobs.KafkaOptions;
import io.kindred.jobs.ProfileJob;
import io.kindred.jobs.Topics;
import io.kindred.serving.ServingProcess;
import io.kindred.serving.ServingSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Kindred in this JVM: broker, Flink cluster, jobs and serving, on 127.0.0.1. Started
 * again in the same directory, it continues where it stopped.
 */
public final class LocalKindred implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalKindred.class);
  private static final Duration CHECKPOINT_PERIOD = Duration.ofSeconds(5);
  private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(5);

  /** What was started, the last first: that is the order to stop it in. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final LocalSettings settings;
  private final EmbeddedKafka broker;
  private final LocalFlink flink;
  private final ServingProcess serving;

  private LocalKindred(LocalSettings wanted) throws Exception {
    settings = withFreePorts(wanted);
    try {
      broker =
          started(
              EmbeddedKafka.start(settings.directory().resolve("kafka"), settings.ports().kafka()));
      Topics.create(kafka(), settings.sandbox(), settings.parallelism());
      flink =
          started(
              LocalFlink.start(
                  new LocalFlink.Settings(
                      settings.directory().resolve("flink"),
                      settings.ports().flink(),
                      // ContributionJob takes one: few conversions are defined here.
                      settings.parallelism() + 1,
                      CHECKPOINT_PERIOD)));
      serving = started(ServingProcess.start(servingSettings()));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /**
   * Starts broker, cluster and serving.
   *
   * @throws io.kindred.deploy.broker.PortTakenException if a port is taken; then nothing was
   *     started
   */
  public static LocalKindred start(LocalSettings settings) throws Exception {
    return new LocalKindred(settings);
  }

  /** Starts the jobs, each from its last checkpoint if there is one. */
  public void startJobs() throws Exception {
    JobClient profiles =
        ProfileJob.submit(flink.resumingEnvironment(settings.parallelism()), jobOptions());
    started.push(() -> stop(profiles));
    JobClient contributions =
        ContributionJob.submit(flink.resumingEnvironment(1, "contribution-job"), jobOptions());
    started.push(() -> stop(contributions));
  }

  /** Sends definitions and facts to the sandbox. */
  public ScenarioFeeder feeder() {
    return new ScenarioFeeder(bootstrapServers(), settings.sandbox());
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Where profiles are looked up: {@code http://127.0.0.1:8080}. */
  public String servingUrl() {
    return serving.url();
  }

  public URI flinkUrl() throws Exception {
    return flink.webUi();
  }

  /** Stops everything that was started; what fails to stop does not keep the rest from it. */
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        LOG.warn("did not stop cleanly", e);
      }
    }
  }

  private <T extends AutoCloseable> T started(T part) {
    started.push(part);
    return part;
  }

  /** A last checkpoint, so that the next start has little to do again. */
  private void stop(JobClient job) throws Exception {
    try {
      flink.checkpoint(job.getJobID(), LAST_CHECKPOINT);
    } finally {
      job.cancel().get(LAST_CHECKPOINT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private Map<String, Object> kafka() {
    return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
  }

  private ServingSettings servingSettings() {
    return ServingSettings.of(
            bootstrapServers(), settings.sandbox(), settings.directory().resolve("serving"))
        .withPort(settings.ports().http());
  }

  private Configuration jobOptions() {
    return new Configuration()
        .set(KafkaOptions.SANDBOX, settings.sandbox())
        .set(KafkaOptions.BOOTSTRAP_SERVERS, bootstrapServers());
  }

  /** All are looked at before anything is started. */
  private static LocalSettings withFreePorts(LocalSettings wanted) throws IOException {
    LocalSettings.Ports ports = wanted.ports();
    return new LocalSettings(
        wanted.directory(),
        wanted.sandbox(),
        new LocalSettings.Ports(
            LoopbackPort.choose(ports.kafka(), "the Kafka broker (--kafka-port)"),
            LoopbackPort.choose(ports.http(), "lookups (--http-port)"),
            LoopbackPort.choose(ports.flink(), "the Flink UI (--flink-port)")),
        wanted.parallelism());
  }
}
