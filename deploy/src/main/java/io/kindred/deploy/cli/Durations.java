/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long something may take, as people write it on a command line. */
final class Durations {

  /** Longer than any dry run; also, more would not fit a count of nanoseconds. */
  private static final Duration MAX = Duration.ofDays(1);

  static final String EXPECTED =
      "a time such as 30s, 5m, 1h30m or PT1H30M, more than nothing and at most 24h";

  /** ISO 8601 without its PT. */
  private static final Pattern SHORT = Pattern.compile("[0-9].*[HMS]");

  private Durations() {}

  static Optional<Duration> parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    try {
      Duration duration = Duration.parse(SHORT.matcher(upper).matches() ? "PT" + upper : upper);
      boolean fits = !duration.isNegative() && !duration.isZero() && duration.compareTo(MAX) <= 0;
      return fits ? Optional.of(duration) : Optional.empty();
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
