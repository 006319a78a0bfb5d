/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;

class BackFillTest {

  private final TestProcessingTimeService clock = new TestProcessingTimeService();
  private final List<String> brought = new ArrayList<>();
  private int ends;

  /** Four profiles, each of which takes its time. */
  private final class SlowProfiles implements BackFill.Profiles {
    private final long takesMs;

    SlowProfiles(long takesMs) {
      this.takesMs = takesMs;
    }

    @Override
    public Stream<String> keys() {
      return Stream.of("a", "b", "c", "d");
    }

    @Override
    public double until(String profileId) {
      return keys().toList().indexOf(profileId) / 4.0;
    }

    @Override
    public void bring(String profileId) throws Exception {
      brought.add(profileId);
      clock.setCurrentTime(clock.getCurrentProcessingTime() + takesMs);
    }
  }

  private BackFill backFill(int slice, double share, long takesMs) {
    return new BackFill(
        new BackFill.Pace(slice, share), new SlowProfiles(takesMs), clock, () -> ends++);
  }

  @Test
  void theRestOfTheTimeIsForOthers() throws Exception {
    clock.setCurrentTime(0);
    BackFill backFill = backFill(1, 0.25, 10);

    backFill.begin();
    clock.setCurrentTime(39);
    assertThat(brought).containsExactly("a");
    clock.setCurrentTime(40);
    assertThat(brought).containsExactly("a", "b");
  }

  @Test
  void aSliceEndsWithItsNumber() throws Exception {
    clock.setCurrentTime(0);
    BackFill backFill = backFill(3, 1, 0);

    backFill.begin();
    assertThat(brought).containsExactly("a", "b", "c");
    clock.setCurrentTime(1);
    assertThat(brought).containsExactly("a", "b", "c", "d");
    assertThat(backFill.isRunning()).isFalse();
    assertThat(ends).isEqualTo(2);
  }

  @Test
  void aSliceEndsWithItsTime() throws Exception {
    clock.setCurrentTime(0);
    BackFill backFill = backFill(3, 1, 15);

    backFill.begin();
    assertThat(brought).containsExactly("a", "b");
    clock.setCurrentTime(31);
    assertThat(brought).containsExactly("a", "b", "c", "d");
  }

  @Test
  void itBeginsAgainWhenItMust() throws Exception {
    clock.setCurrentTime(0);
    BackFill backFill = backFill(1, 1, 0);

    backFill.begin();
    backFill.begin();
    clock.setCurrentTime(1);
    assertThat(brought).containsExactly("a", "a", "b");
    assertThat(backFill.progress()).isEqualTo(0.25);
  }
}
