/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.ContributionReport;
import io.kindred.avro.CountedJourney;
import io.kindred.avro.JourneyRevision;
import io.kindred.contribution.flink.ContributionOperator;
import io.kindred.contribution.flink.ContributionOptions;
import io.kindred.contribution.flink.ContributionSettings;
import io.kindred.contribution.flink.JourneyLedger;
import io.kindred.ingest.flink.EventClock;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.ContractType;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * What each channel earned, always current.
 *
 * <pre>
 *  journeys ─ keyBy(journey) ─ JOURNEY LEDGER ─ keyBy(conversion) ─ CONTRIBUTION ─ contributions
 * </pre>
 */
public final class ContributionJob {

  private static final String NAME = "contribution-job";

  private ContributionJob() {}

  /** Submits the job; arguments are options: {@code --kindred.sandbox NAME}. */
  public static void main(String[] args) throws Exception {
    Configuration options = ParameterTool.fromArgs(args).getConfiguration();
    submit(StreamExecutionEnvironment.getExecutionEnvironment(options), options);
  }

  /**
   * Submits the job to the topics that its options name, which must exist, and does not wait.
   *
   * @param options {@code kindred.*}; Flink's own stand in the environment
   */
  public static JobClient submit(StreamExecutionEnvironment env, Configuration options)
      throws Exception {
    KafkaSandbox kafka = new KafkaSandbox(options, NAME);
    JobDefaults.applyTo(env);
    define(
        env,
        kafka.source(Topic.JOURNEYS, new TopicReaders.Journeys()),
        kafka.results(Topic.CONTRIBUTIONS),
        options);
    return env.executeAsync(NAME + " " + options.get(KafkaOptions.SANDBOX));
  }

  static void define(
      StreamExecutionEnvironment env,
      Source<JourneyRevision, ?, ?> journeys,
      Sink<ContributionReport> contributions,
      Configuration options) {
    JobClock clock = JobClock.of(options);
    env.fromSource(
            journeys,
            EventClock.strategy(
                clock.clock(), clock.idleAfter(), (revision, ignored) -> revision.getAsOf()),
            "journeys")
        .uid("journeys")
        .keyBy(JourneyRevision::getId)
        .process(new JourneyLedger(options.get(ContributionOptions.KEPT_FOR)))
        .returns(new ContractType<>(CountedJourney.class))
        .uid(JourneyLedger.UID)
        .name("journey ledger")
        .keyBy(CountedJourney::getConversion)
        .transform(
            "contribution",
            new ContractType<>(ContributionReport.class),
            new ContributionOperator(ContributionSettings.of(options)))
        .uid(ContributionOperator.UID)
        .sinkTo(contributions)
        .uid("contributions-sink")
        .name("contributions");
  }
}
