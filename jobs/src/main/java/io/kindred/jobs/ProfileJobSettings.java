/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.flink.ResolverSettings;
import io.kindred.ingest.flink.IngestSettings;
import io.kindred.journey.flink.JourneyTerms;
import io.kindred.profile.flink.ProfileSettings;
import io.kindred.segment.flink.SegmentOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * All that ProfileJob's operators are built from.
 *
 * @param definitions those that stand when the job is submitted
 */
record ProfileJobSettings(
    List<DefinitionUpdate> definitions,
    JobClock clock,
    IngestSettings ingest,
    ResolverSettings resolver,
    ProfileSettings profile,
    JourneyTerms journeys,
    Duration countPeriod) {

  static ProfileJobSettings of(ReadableConfig options, List<DefinitionUpdate> definitions) {
    JobClock clock = JobClock.of(options);
    return new ProfileJobSettings(
        definitions,
        clock,
        IngestSettings.of(options, definitions, clock.clock()),
        ResolverSettings.of(options),
        ProfileSettings.of(options),
        JourneyTerms.of(options),
        options.get(SegmentOptions.REPORT_PERIOD));
  }
}
