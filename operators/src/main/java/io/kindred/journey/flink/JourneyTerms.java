/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import io.kindred.ingest.flink.EventTime;
import java.io.Serializable;
import org.apache.flink.configuration.ReadableConfig;

/**
 * For how long journeys are kept, and by which time.
 *
 * @param restatedForMs after so long a journey is final
 */
public record JourneyTerms(long restatedForMs, EventTime time) implements Serializable {

  /** From the job's options. */
  public static JourneyTerms of(ReadableConfig options) {
    return new JourneyTerms(
        options.get(JourneyOptions.RESTATED_FOR).toMillis(), EventTime.of(options));
  }
}
