/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads times as scenarios give them: an ISO 8601 instant, or {@code +P1DT2H5M}, so long after the
 * scenario's start. A scenario without a start has no relative times.
 */
record ScenarioClock(Optional<Instant> start) {

  /** The instant that a text means; nothing if it means none. */
  Optional<Instant> read(String text) {
    try {
      return Optional.of(
          isRelative(text)
              ? start.orElseThrow().plus(Duration.parse(text)).truncatedTo(ChronoUnit.MILLIS)
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** As the engine reads it. What means nothing stays as it is: the engine is to refuse it. */
  String resolve(String text) {
    return isRelative(text) ? read(text).map(Instant::toString).orElse(text) : text;
  }

  private boolean isRelative(String text) {
    return start.isPresent() && (text.startsWith("+P") || text.startsWith("-P"));
  }
}
