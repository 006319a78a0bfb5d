/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.JourneyRevision;
import io.kindred.topic.flink.ContractType;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ContributionJobTest {

  @Test
  void everyOperatorHasAUidAndNoTypeFallsBackToKryo() {
    StreamGraph graph = graph();

    graph.getJobGraph(); // throws where a uid is missing or a type is generic
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .filteredOn(uid -> uid != null)
        .as("the uids every savepoint since 0.1 knows")
        .containsExactlyInAnyOrder(
            "journeys", "journey-ledger", "contribution", "contributions-sink");
  }

  static StreamGraph graph() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobDefaults.applyTo(env);
    ContributionJob.define(
        env,
        ProfileJobTest.never(new ContractType<>(JourneyRevision.class)),
        new DiscardingSink<>(),
        new Configuration());
    return env.getStreamGraph();
  }
}
