/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.deploy.scenario.Fact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample as it is shipped. */
class StoryTest {

  private static final Path LUMA = Path.of("src/main/samples/luma.story.json");
  private static final Instant END = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void endingAt_everyFactIsToldOnce() throws Exception {
    Story story = Story.endingAt(END, LUMA);

    List<Fact> told = story.steps().stream().flatMap(step -> step.facts().stream()).toList();
    assertThat(told).containsExactlyInAnyOrderElementsOf(story.scenario().facts());
  }

  @Test
  void endingAt_stepsFollowEachOther() throws Exception {
    Story story = Story.endingAt(END, LUMA);

    List<Instant> times =
        story.steps().stream()
            .flatMap(step -> step.facts().stream())
            .map(fact -> fact.time().orElseThrow())
            .toList();
    assertThat(times).isSorted().last().satisfies(last -> assertThat(last).isBefore(END));
  }

  @Test
  void endingAt_everyStepHasSomethingToCheck() throws Exception {
    assertThat(Story.endingAt(END, LUMA).steps())
        .allSatisfy(step -> assertThat(step.then()).isNotEmpty());
  }
}
