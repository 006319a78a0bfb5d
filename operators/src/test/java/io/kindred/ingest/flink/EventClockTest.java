/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.TestObjects;
import io.kindred.avro.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventClockTest {

  private final FakeClock clock = new FakeClock();
  private final ManualClock activity = new ManualClock();
  private final FakeOutput output = new FakeOutput();

  private final WatermarkGeneratorSupplier.Context context =
      new WatermarkGeneratorSupplier.Context() {
        @Override
        public MetricGroup getMetricGroup() {
          return UnregisteredMetricsGroup.createOperatorMetricGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
          return activity;
        }
      };

  @Test
  void itFollowsEventsAndNeverGoesBack() {
    WatermarkGenerator<Event> time = generator(Duration.ofSeconds(1));

    see(time, TestObjects.NOON - TestObjects.DAY);
    see(time, TestObjects.NOON - 2 * TestObjects.DAY);
    time.onPeriodicEmit(output);

    assertThat(output.watermark).isEqualTo(TestObjects.NOON - TestObjects.DAY);
  }

  @Test
  void itFollowsTheClockWhereEventsPause() {
    WatermarkGenerator<Event> time = generator(Duration.ofSeconds(1));
    see(time, TestObjects.NOON - TestObjects.DAY);

    pass(999);
    time.onPeriodicEmit(output);
    assertThat(output.watermark).isEqualTo(TestObjects.NOON - TestObjects.DAY);

    pass(1);
    time.onPeriodicEmit(output);
    assertThat(output.watermark).isEqualTo(clock.now);
  }

  @Test
  void aTaskThatHasToWaitForOthersDoesNotTakeThatForAPause() {
    WatermarkGenerator<Event> time = generator(Duration.ofSeconds(1));
    see(time, TestObjects.NOON - TestObjects.DAY);

    clock.now += 5_000;
    time.onPeriodicEmit(output);

    assertThat(output.watermark).isEqualTo(TestObjects.NOON - TestObjects.DAY);
  }

  @Test
  void anEventFromTheFutureDoesNotEndEverybodysWindows() {
    WatermarkGenerator<Event> time = generator(Duration.ofSeconds(1));

    see(time, TestObjects.NOON + TestObjects.HOUR);
    time.onPeriodicEmit(output);

    assertThat(output.watermark).isEqualTo(TestObjects.NOON);
  }

  @Test
  void aTimelessInputIsIdleAlsoWhenItSpeaks() {
    WatermarkGenerator<String> gossip =
        EventClock.<String>timeless().createWatermarkGenerator(null);

    gossip.onEvent("label", TestObjects.NOON, output);
    gossip.onPeriodicEmit(output);

    assertThat(output.idle).isTrue();
    assertThat(output.watermark).isEqualTo(Long.MIN_VALUE);
  }

  private WatermarkGenerator<Event> generator(Duration idleAfter) {
    return EventClock.strategy(clock, idleAfter).createWatermarkGenerator(context);
  }

  /** Time passes, in which the task would have taken whatever had come. */
  private void pass(long milliseconds) {
    clock.now += milliseconds;
    activity.advanceTime(Duration.ofMillis(milliseconds));
  }

  private void see(WatermarkGenerator<Event> time, long at) {
    time.onEvent(TestObjects.event("e", at, "view", TestObjects.SARAH), at, output);
  }

  private static final class FakeClock extends Clock {
    private long now = TestObjects.NOON;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }
  }

  private static final class FakeOutput implements WatermarkOutput {
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark reached) {
      watermark = reached.getTimestamp();
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
