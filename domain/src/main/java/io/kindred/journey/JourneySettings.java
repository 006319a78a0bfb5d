/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * What holds for all journeys.
 *
 * @param lookback how long before a conversion a touch counts
 * @param timeout after how long without a touch or a conversion a journey has led to none
 * @param direct channels that are no marketing
 */
public record JourneySettings(
    Duration lookback, Duration timeout, PathTransform transform, Set<String> direct) {

  private static final int DAYS_MAX = 366;

  public static final JourneySettings DEFAULT =
      new JourneySettings(
          Duration.ofDays(30), Duration.ofDays(30), PathTransform.ALL, Set.of("direct"));

  public JourneySettings {
    direct = Set.copyOf(direct);
  }

  /** Reads the body of a definition. */
  public static JourneySettings parse(String body) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(body);
    JourneySettings settings =
        new JourneySettings(
            duration(fields, "lookback", DEFAULT.lookback),
            duration(fields, "timeout", DEFAULT.timeout),
            fields.has("transform")
                ? fields.oneOf("transform", PathTransform.class)
                : DEFAULT.transform,
            fields.has("direct") ? Set.copyOf(fields.texts("direct")) : DEFAULT.direct);
    fields.refuseUnknown();
    return settings;
  }

  private static Duration duration(JsonFields fields, String field, Duration otherwise)
      throws InvalidDefinition {
    if (!fields.has(field)) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(fields.text(field));
      if (!duration.isNegative() && !duration.isZero() && duration.toDays() <= DAYS_MAX) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Refused as one that is out of bounds.
    }
    throw fields.refusal(field, "an ISO 8601 duration such as P30D, of at most a year");
  }
}
