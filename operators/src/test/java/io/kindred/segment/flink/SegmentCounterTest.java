/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentCrossings;
import io.kindred.avro.SegmentFill;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SegmentCounterTest {

  private static final SegmentCrossings ENTERS = new SegmentCrossings("vip", 1L, 0L);
  private static final SegmentCrossings LEAVES = new SegmentCrossings("vip", 0L, 1L);

  @Test
  void aBurstIsReportedOnce() throws Exception {
    try (var counter = counter()) {
      counter.open();

      counter.processElement1(ENTERS, 0);
      counter.processElement1(ENTERS, 0);
      counter.setProcessingTime(1_000);

      assertThat(counter.extractOutputValues()).hasSize(1);
      assertThat(last(counter).getMembers()).isEqualTo(2);
      assertThat(last(counter).getEnteredLastMinute()).isEqualTo(2);
    }
  }

  @Test
  void thoseWhoCameAndThoseWhoLeftAreToldApart() throws Exception {
    try (var counter = counter()) {
      counter.open();

      counter.processElement1(new SegmentCrossings("vip", 5L, 2L), 0);
      counter.setProcessingTime(1_000);

      assertThat(last(counter).getMembers()).isEqualTo(3);
      assertThat(last(counter).getEnteredLastMinute()).isEqualTo(5);
      assertThat(last(counter).getExitedLastMinute()).isEqualTo(2);
    }
  }

  @Test
  void theLastMinuteEndsWithoutAnybodyCrossing() throws Exception {
    try (var counter = counter()) {
      counter.open();
      counter.processElement1(ENTERS, 0);
      counter.processElement1(LEAVES, 0);

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
      counter.processElement1(ENTERS, 0);

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
      counter.processElement1(ENTERS, 0);
      snapshot = counter.snapshot(1, 0);
    }
    try (var restored = counter()) {
      restored.initializeState(snapshot);
      restored.open();

      restored.processElement1(ENTERS, 0);
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
        counter.processElement1(new SegmentCrossings("segment-" + crossing % segments, 1L, 0L), 0);
      }
      counter.setProcessingTime(1_000);

      assertThat(counter.extractOutputValues())
          .hasSize(segments)
          .allMatch(count -> count.getMembers() == 3 && count.getEnteredLastMinute() == 3);
    }
  }

  private static SegmentCount last(
      KeyedTwoInputStreamOperatorTestHarness<String, SegmentCrossings, SegmentFill, SegmentCount>
          counter) {
    var reports = counter.extractOutputValues();
    return reports.get(reports.size() - 1);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, SegmentCrossings, SegmentFill, SegmentCount>
      counter() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new SegmentCounter(Duration.ofSeconds(1)),
        SegmentCrossings::getSegmentId,
        SegmentFill::getSegmentId,
        Types.STRING);
  }
}
