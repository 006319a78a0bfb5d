/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as the API sees it: the parts of its path between slashes, and its parameters, decoded.
 */
record Request(String method, List<String> path, Map<String, String> parameters, Body body) {

  /**
   * What a request brings along beside its URL; of most nothing.
   *
   * @param type the media type as the client says it; empty where it does not
   * @param accepted what the client wishes to be answered with
   * @param bytes not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Body(String type, Accepted accepted, byte[] bytes) {

    static final Body NONE = accepting(Accepted.ANYTHING);

    private static final Pattern JSON =
        Pattern.compile("application/json *(; *charset=\"?utf-8\"? *)?", Pattern.CASE_INSENSITIVE);

    Body(String type, byte[] bytes) {
      this(type, Accepted.ANYTHING, bytes);
    }

    /** Nothing but a wish. */
    static Body accepting(Accepted accepted) {
      return new Body("", accepted, new byte[0]);
    }

    /** The text of a body that says it is JSON; not yet read as such. */
    String json() throws Refusal {
      if (!JSON.matcher(type).matches()) {
        throw Refusal.of(
            415,
            "not-json",
            "Content-Type: " + (type.isEmpty() ? "nothing" : type) + " is not application/json");
      }
      try {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw Refusal.badRequest("the body is not UTF-8");
      }
    }
  }

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

  /**
   * A request as it came.
   *
   * @throws IllegalArgumentException if an escape is not a percent sign and two hexadecimal digits
   */
  static Request of(String method, String rawPath, Map<String, String> rawParameters, Body body) {
    Map<String, String> parameters = new HashMap<>();
    rawParameters.forEach((name, value) -> parameters.put(decode(name), decode(value)));
    return new Request(method, parts(rawPath), parameters, body);
  }

  /** A plus sign is a plus sign, in parameters too: identities have some. */
  static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), UTF_8);
  }

  /** Reads a parameter that is a whole number, or absent. */
  int number(String name, int least, int most, int otherwise) throws Refusal {
    String value = parameters.getOrDefault(name, String.valueOf(otherwise));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notANumber(name, value, least, most);
    }
    throw notANumber(name, value, least, most);
  }

  private static Refusal notANumber(String name, String value, int least, int most) {
    return Refusal.badRequest(
        "%s: \"%s\" is not a whole number from %d to %d".formatted(name, value, least, most));
  }

  /** Reads a parameter that is an instant in ISO 8601 or milliseconds, or absent. */
  long instant(String name, long otherwise) throws Refusal {
    String value = parameters.getOrDefault(name, "");
    try {
      if (value.isEmpty()) {
        return otherwise;
      }
      return value.matches("-?\\d{1,18}")
          ? Long.parseLong(value)
          : OffsetDateTime.parse(value).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.badRequest(
          name + ": \"" + value + "\" is not an instant such as 2026-01-31T12:00:00Z");
    }
  }

  /** Reads a parameter that is one of several words, or absent. */
  Optional<String> oneOf(String name, Collection<String> words) throws Refusal {
    String value = parameters.get(name);
    if (value != null && !words.contains(value)) {
      throw Refusal.badRequest(
          "%s: \"%s\" is none of %s".formatted(name, value, String.join(", ", words)));
    }
    return Optional.ofNullable(value);
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
