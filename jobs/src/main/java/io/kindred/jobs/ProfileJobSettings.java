/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.flink.ResolverSettings;
import io.kindred.ingest.flink.IngestSettings;
import io.kindred.ingest.flink.TimeOptions;
import io.kindred.profile.flink.ProfileSettings;
import io.kindred.segment.flink.SegmentOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * All that ProfileJob's operators are built from.
 *
 * @param definitions those that stand when the job is submitted
 * @param idleAfter after so long without an event, event time follows the clock
 */
record ProfileJobSettings(
    List<DefinitionUpdate> definitions,
    Clock clock,
    Duration idleAfter,
    IngestSettings ingest,
    ResolverSettings resolver,
    ProfileSettings profile,
    Duration countPeriod) {

  static ProfileJobSettings of(ReadableConfig options, List<DefinitionUpdate> definitions) {
    Optional<Clock> standing =
        options
            .getOptional(TimeOptions.NOW)
            .map(now -> Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    Clock clock = standing.orElse(Clock.systemUTC());
    return new ProfileJobSettings(
        definitions,
        clock,
        // A clock that stands still would never see time pass.
        standing.isPresent() ? Duration.ZERO : options.get(TimeOptions.IDLE_AFTER),
        IngestSettings.of(options, definitions, clock),
        ResolverSettings.of(options),
        ProfileSettings.of(options),
        options.get(SegmentOptions.REPORT_PERIOD));
  }
}
