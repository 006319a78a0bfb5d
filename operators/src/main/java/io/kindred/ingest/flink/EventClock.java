/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import io.kindred.avro.Event;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Event time: it follows the events, and the clock where they pause.
 *
 * <p>An event behind the watermark is not lost, it counts where it belongs; the watermark only says
 * when windows end. So it needs no bound on how late an event may be.
 */
public final class EventClock<T> implements WatermarkGenerator<T> {

  private final Clock clock;

  /** Stands still while the task waits for others: events pause then because they have to. */
  private final RelativeClock activity;

  private final long idleAfterMs;
  private long latestEvent = Long.MIN_VALUE;
  private long lastActivity;

  private EventClock(Clock clock, RelativeClock activity, Duration idleAfter) {
    this.clock = clock;
    this.activity = activity;
    this.idleAfterMs = idleAfter.toMillis();
    this.lastActivity = activity.relativeTimeMillis();
  }

  /** Event time from events and a clock. */
  public static WatermarkStrategy<Event> strategy(Clock clock, Duration idleAfter) {
    return strategy(clock, idleAfter, (event, ignored) -> event.getTimestamp());
  }

  /** Event time from whatever has one, and a clock. */
  public static <T> WatermarkStrategy<T> strategy(
      Clock clock, Duration idleAfter, SerializableTimestampAssigner<T> times) {
    return WatermarkStrategy.<T>forGenerator(
            context -> new EventClock<>(clock, context.getInputActivityClock(), idleAfter))
        .withTimestampAssigner(times);
  }

  /** For inputs that must not hold event time back, such as gossip: they take no part in it. */
  public static <T> WatermarkStrategy<T> timeless() {
    return WatermarkStrategy.<T>forGenerator(context -> new Timeless<>())
        .withTimestampAssigner((input, recorded) -> recorded);
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    latestEvent = Math.max(latestEvent, timestamp);
    lastActivity = activity.relativeTimeMillis();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.millis();
    if (activity.relativeTimeMillis() - lastActivity >= idleAfterMs) {
      latestEvent = Math.max(latestEvent, now);
    }
    if (latestEvent > Long.MIN_VALUE) {
      // One source whose clock runs ahead must not end everybody's windows early.
      output.emitWatermark(new Watermark(Math.min(latestEvent, now)));
    }
  }

  private static final class Timeless<I> implements WatermarkGenerator<I> {
    @Override
    public void onEvent(I input, long timestamp, WatermarkOutput output) {
      output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
