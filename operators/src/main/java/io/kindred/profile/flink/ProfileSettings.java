/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.ProfileState;
import io.kindred.identity.flink.IdentityOptions;
import io.kindred.ingest.flink.EventTime;
import java.io.Serializable;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How profiles are kept.
 *
 * @param emitPeriodMs a profile is emitted at most once in so many milliseconds
 * @param attributeVersionsMax so many values of an attribute are kept for each dataset and identity
 * @param definitionsPeriodMs definitions that arrive within so many milliseconds take effect
 *     together; 0 for each by itself
 * @param backFill at what pace profiles are brought under new definitions
 * @param rulesMax while profiles follow more rules than so many, further ones wait
 * @param clockStandsAt event time does not stand before this, milliseconds since the epoch
 */
public record ProfileSettings(
    long emitPeriodMs,
    int attributeVersionsMax,
    long definitionsPeriodMs,
    BackFill.Pace backFill,
    int rulesMax,
    long clockStandsAt)
    implements Serializable {

  /** From the job's options. */
  public static ProfileSettings of(ReadableConfig options) {
    return new ProfileSettings(
        options.get(ProfileOptions.EMIT_PERIOD).toMillis(),
        options.get(IdentityOptions.ATTRIBUTE_VERSIONS_MAX),
        options.get(ProfileOptions.DEFINITIONS_PERIOD).toMillis(),
        new BackFill.Pace(
            options.get(ProfileOptions.BACK_FILL_SLICE),
            options.get(ProfileOptions.BACK_FILL_SHARE)),
        options.get(ProfileOptions.RULES_MAX),
        EventTime.of(options).clockStandsAt());
  }

  /**
   * Event time for a profile: that of the watermark, and never back from where it stood.
   *
   * @param at the time of a timer or of new facts, which counts where the input has ended and the
   *     watermark is no time any more
   */
  long eventTime(long watermark, long at, ProfileState state) {
    return new EventTime(clockStandsAt).now(watermark, at, state.getAsOf());
  }
}
