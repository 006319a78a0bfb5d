/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.ingest.flink.TimeOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The clock that event time follows where nothing happens.
 *
 * @param idleAfter after so long without an event
 */
record JobClock(Clock clock, Duration idleAfter) {

  /** From a job's options. */
  static JobClock of(ReadableConfig options) {
    Optional<Clock> standing =
        options
            .getOptional(TimeOptions.NOW)
            .map(now -> Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    // A clock that stands still would never see time pass.
    Duration idleAfter = standing.isPresent() ? Duration.ZERO : options.get(TimeOptions.IDLE_AFTER);
    return new JobClock(standing.orElse(Clock.systemUTC()), idleAfter);
  }
}
