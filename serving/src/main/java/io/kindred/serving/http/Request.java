/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request as the API sees it: the parts of its path between slashes, and its parameters, decoded.
 */
record Request(String method, List<String> path, Map<String, String> parameters) {

  /**
   * Splits a path before it decodes it, so that an encoded slash stays within its part.
   *
   * @throws IllegalArgumentException if an escape is not a percent sign and two hexadecimal digits
   */
  static List<String> parts(String rawPath) {
    List<String> parts = new ArrayList<>();
    for (String part : rawPath.substring(1).split("/", -1)) {
      parts.add(decode(part));
    }
    return parts;
  }

  /** As in a path, where a plus sign is a plus sign. */
  static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), UTF_8);
  }

  /** Reads a parameter that is true, false, or absent. */
  boolean flag(String name) throws Refusal {
    String value = parameters.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw Refusal.badRequest(name + ": \"" + value + "\" is not true or false");
    }
    return value.equals("true");
  }
}
