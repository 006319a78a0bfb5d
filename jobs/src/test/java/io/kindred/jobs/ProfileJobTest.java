/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.IdentityInput;
import io.kindred.avro.PrivacyRequest;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.ingest.flink.RawInput;
import io.kindred.topic.flink.ContractType;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ProfileJobTest {

  private static final Configuration OPTIONS = new Configuration();

  @Test
  void everyOperatorHasAUidAndNoTypeFallsBackToKryo() {
    StreamGraph graph = graph();

    graph.getJobGraph(); // throws where a uid is missing or a type is generic
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .filteredOn(uid -> uid != null)
        .as("the uids every savepoint since 0.1 knows")
        .containsExactlyInAnyOrderElementsOf(uids());
  }

  @Test
  void aJobBringsItsOwnDefaultsAndYieldsToTheOperators() {
    StreamExecutionEnvironment bare = StreamExecutionEnvironment.getExecutionEnvironment();
    Configuration given =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(1))
            .set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(7));
    StreamExecutionEnvironment configured =
        StreamExecutionEnvironment.getExecutionEnvironment(given);

    JobDefaults.applyTo(bare);
    JobDefaults.applyTo(configured);

    assertThat(bare.getConfiguration().get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(bare.getCheckpointInterval()).isEqualTo(10_000);
    assertThat(configured.getCheckpointInterval()).isEqualTo(60_000);
    assertThat(configured.getBufferTimeout()).isEqualTo(7);
  }

  static StreamGraph graph() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobDefaults.applyTo(env);
    ProfileJob.define(env, ends(), ProfileJobSettings.of(OPTIONS, List.of()));
    return env.getStreamGraph();
  }

  static List<String> uids() {
    return List.of(
        "cuts",
        "definition-ingest",
        "definition-ingest-sink",
        "definitions",
        "definitions-clock",
        "event-clock",
        "event-identity",
        "event-ingest",
        "event-ingest-sink",
        "gossip-source",
        "gossip-source-clock",
        "identity-gossip-sink",
        "identity-resolver",
        "identity-resolver-sink",
        "privacy-identity",
        "privacy-requests",
        "privacy-requests-clock",
        "profile",
        "profile-sink",
        "record-identity",
        "record-ingest",
        "record-ingest-sink",
        "segment-counter",
        "segment-counts-sink",
        "xdm-events",
        "xdm-records",
        "xdm-records-clock");
  }

  private static ProfileJobEnds ends() {
    TypeInformation<RawInput> raw = TypeInformation.of(RawInput.class);
    return new ProfileJobEnds(
        new ProfileJobEnds.Sources(
            never(raw),
            never(raw),
            never(TypeInformation.of(DefinitionUpdate.class)),
            never(new ContractType<>(PrivacyRequest.class)),
            never(new ContractType<>(IdentityInput.class))),
        new ProfileJobEnds.Sinks(
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>()));
  }

  static <T> Source<T, ?, ?> never(TypeInformation<T> type) {
    return new DataGeneratorSource<T>(
        index -> {
          throw new IllegalStateException("the graph is looked at and never run");
        },
        1,
        type);
  }
}
