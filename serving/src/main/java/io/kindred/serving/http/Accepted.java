/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The media types that a client wishes (RFC 9110, section 12.5.1).
 *
 * @param header as it came; empty where there was none
 */
record Accepted(String header) {

  static final Accepted ANYTHING = new Accepted("");

  private static final Pattern RANGE = Pattern.compile("\\s*([^\\s;]+)\\s*(;.*)?");
  private static final Pattern WEIGHT = Pattern.compile(".*;\\s*q=([01](?:\\.\\d{0,3})?)\\s*");

  /**
   * Whether it names a type, and nothing that JSON would do for with a greater weight. A client
   * that does not mind has JSON.
   */
  boolean isRatherThanJson(String type) {
    double json =
        Stream.of("application/json", "application/*", "*/*")
            .mapToDouble(this::weight)
            .max()
            .orElse(0);
    return weight(type) > 0 && weight(type) >= json;
  }

  /** From 0 to 1; 0 where the type is not named. */
  private double weight(String type) {
    for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      Matcher named = RANGE.matcher(range);
      if (named.matches() && named.group(1).equals(type)) {
        Matcher weight = WEIGHT.matcher(range);
        return weight.matches() ? Double.parseDouble(weight.group(1)) : 1;
      }
    }
    return 0;
  }
}
