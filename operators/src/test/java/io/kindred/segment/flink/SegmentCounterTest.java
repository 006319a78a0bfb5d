/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.Membership;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipReason;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentFill;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SegmentCounterTest {

  private static final MembershipChange SARAH_ENTERS = change("sarah", 1);
  private static final MembershipChange SARAH_LEAVES = change("sarah", -1);
  private static final MembershipChange JULIAN_ENTERS = change("julian", 1);
  private static final MembershipChange SARAH_RESTATED = change("sarah", 0);

  @Test
  void aBurstIsReportedOnce() throws Exception {
    try (var counter = counter()) {
      counter.open();

      counter.processElement1(SARAH_ENTERS, 0);
      counter.processElement1(JULIAN_ENTERS, 0);
      counter.setProcessingTime(1_000);

      assertThat(counter.extractOutputValues()).hasSize(1);
      assertThat(last(counter).getMembers()).isEqualTo(2);
      assertThat(last(counter).getEnteredLastMinute()).isEqualTo(2);
    }
  }

  @Test
  void aRestatedTimeIsNoCrossing() throws Exception {
    try (var counter = counter()) {
      counter.open();

      counter.processElement1(SARAH_RESTATED, 0);
      counter.setProcessingTime(1_000);

      assertThat(counter.extractOutputValues()).isEmpty();
      assertThat(counter.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void theLastMinuteEndsWithoutAnybodyCrossing() throws Exception {
    try (var counter = counter()) {
      counter.open();
      counter.processElement1(SARAH_ENTERS, 0);
      counter.processElement1(SARAH_LEAVES, 0);

      counter.setProcessingTime(1_000);
      assertThat(last(counter).getExitedLastMinute()).isEqualTo(1);

      counter.setProcessingTime(62_000);
      assertThat(last(counter).getExitedLastMinute()).isZero();
      assertThat(last(counter).getExitedLastHour()).isEqualTo(1);
      assertThat(last(counter).getMembers()).isZero();
    }
  }

  @Test
  void aSegmentAtRestHoldsNoTimer() throws Exception {
    try (var counter = counter()) {
      counter.open();
      counter.processElement1(SARAH_ENTERS, 0);

      long day = Duration.ofDays(1).toMillis();
      for (long time = 0; time <= 2 * day; time += 60_000) {
        counter.setProcessingTime(time);
      }

      assertThat(counter.numProcessingTimeTimers()).isZero();
      assertThat(last(counter).getEnteredLastDay()).isZero();
      assertThat(last(counter).getMembers()).isEqualTo(1);
    }
  }

  @Test
  void aRestoredCounterGoesOnCounting() throws Exception {
    OperatorSubtaskState snapshot;
    try (var counter = counter()) {
      counter.open();
      counter.processElement1(SARAH_ENTERS, 0);
      snapshot = counter.snapshot(1, 0);
    }
    try (var restored = counter()) {
      restored.initializeState(snapshot);
      restored.open();

      restored.processElement1(JULIAN_ENTERS, 0);
      restored.setProcessingTime(1_000);

      assertThat(last(restored).getMembers()).isEqualTo(2);
    }
  }

  @Test
  void aCountSaysHowFarItIs() throws Exception {
    try (var counter = counter()) {
      counter.open();

      counter.processElement2(new SegmentFill("vip", 0, 2, 0.5), 0);
      counter.setProcessingTime(1_000);
      assertThat(last(counter).getProgress()).isEqualTo(0.25);

      counter.processElement2(new SegmentFill("vip", 0, 2, 1.0), 0);
      counter.processElement2(new SegmentFill("vip", 1, 2, 1.0), 0);
      counter.setProcessingTime(2_000);
      assertThat(last(counter).getProgress()).isEqualTo(1);
    }
  }

  @Test
  void moreSegmentsThanStayOpenAreAllCounted() throws Exception {
    int segments = 2_500;
    try (var counter = counter()) {
      counter.open();
      for (int crossing = 0; crossing < 3 * segments; crossing++) {
        counter.processElement1(change("sarah", "segment-" + crossing % segments, 1), 0);
      }
      counter.setProcessingTime(1_000);

      assertThat(counter.extractOutputValues())
          .hasSize(segments)
          .allMatch(count -> count.getMembers() == 3 && count.getEnteredLastMinute() == 3);
    }
  }

  private static SegmentCount last(
      KeyedTwoInputStreamOperatorTestHarness<String, MembershipChange, SegmentFill, SegmentCount>
          counter) {
    var reports = counter.extractOutputValues();
    return reports.get(reports.size() - 1);
  }

  private static MembershipChange change(String profileId, int crossing) {
    return change(profileId, "vip", crossing);
  }

  private static MembershipChange change(String profileId, String segment, int crossing) {
    MembershipStatus status = crossing < 0 ? MembershipStatus.exited : MembershipStatus.realized;
    return new MembershipChange(
        profileId, new Membership(segment, status, 0L), MembershipReason.EVENT, crossing, 1L);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, MembershipChange, SegmentFill, SegmentCount>
      counter() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new SegmentCounter(Duration.ofSeconds(1)),
        change -> change.getMembership().getSegmentId(),
        SegmentFill::getSegmentId,
        Types.STRING);
  }
}
