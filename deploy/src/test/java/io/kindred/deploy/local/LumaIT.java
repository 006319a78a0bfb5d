/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.deploy.scenario.ScenarioFeeder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Luma sample from end to end, step by step: a real broker, the job on a Flink cluster with
 * RocksDB, and what an application sees over HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LumaIT {

  private static final Path LUMA = Path.of("src/main/samples/luma.story.json");
  private static final int PARALLELISM = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Story story;
  private LocalKindred kindred;
  private ScenarioFeeder feeder;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    // Windows end by the machine's clock, so the story ends now, as it does for who plays with it.
    story = Story.endingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS), LUMA);
    kindred =
        LocalKindred.start(
            new LocalSettings(directory, "luma", LocalSettings.Ports.ANY, PARALLELISM));
    feeder = kindred.feeder();
    feeder.define(story.scenario().definitions());
    kindred.startJobs();
  }

  @AfterAll
  void stop() {
    feeder.close();
    kindred.close();
  }

  @TestFactory
  List<DynamicTest> everyStepHoldsWhatItPromises() {
    StoryTeller teller =
        new StoryTeller(feeder, new Lookup(kindred.servingUrl()), PATIENCE, line -> {});
    return story.steps().stream()
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.title(), () -> assertThat(teller.play(step)).isEmpty()))
        .toList();
  }
}
