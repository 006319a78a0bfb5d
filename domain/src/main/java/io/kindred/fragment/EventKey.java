/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.fragment;

import io.kindred.avro.Event;

/**
 * The key of an event in its fragment: its time and its id, so that the same event twice is one,
 * and keys sort by time.
 */
public final class EventKey {

  private static final int TIME_DIGITS = 16;

  private EventKey() {}

  /** What keys of a fragment begin with where several are kept together. */
  public static String prefix(String identity) {
    // No prefix is the beginning of another, whatever an id contains.
    return identity.length() + ":" + identity + ":";
  }

  /** Sixteen hexadecimal digits of the time, then the id. */
  public static String of(Event event) {
    return of(event.getTimestamp()) + event.getId();
  }

  /** Sorts before every key of that time and after every earlier one. */
  public static String of(long timestamp) {
    // Flipping the sign bit makes times before 1970 sort first.
    String digits = Long.toHexString(timestamp ^ Long.MIN_VALUE);
    return "0".repeat(TIME_DIGITS - digits.length()) + digits;
  }
}
