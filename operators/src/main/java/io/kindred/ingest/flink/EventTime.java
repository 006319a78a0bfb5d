/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import java.io.Serializable;
import java.time.Instant;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Event time at one key: that of the watermark, and never back from where it stood.
 *
 * @param clockStandsAt it does not stand before this, milliseconds since the epoch
 */
public record EventTime(long clockStandsAt) implements Serializable {

  /** From the job's options. */
  public static EventTime of(ReadableConfig options) {
    return new EventTime(
        options
            .getOptional(TimeOptions.NOW)
            .map(now -> Instant.parse(now).toEpochMilli())
            .orElse(Long.MIN_VALUE));
  }

  /**
   * What time it is.
   *
   * @param at the time of a timer or of new facts, which counts where the input has ended and the
   *     watermark is no time any more
   * @param stood where it stood before
   */
  public long now(long watermark, long at, long stood) {
    boolean inputEnded = watermark == Long.MAX_VALUE;
    long reached = inputEnded && at < Long.MAX_VALUE ? at : watermark;
    return Math.max(Math.max(reached, clockStandsAt), stood);
  }
}
