/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The touches that led to a conversion, or to none.
 *
 * @param id of the conversion, or of the first touch of those that led to none
 * @param conversion the definition of the conversion
 * @param converted whether it was reached
 * @param time of the conversion, or when it was given up
 * @param touches ascending, transformed
 * @param direct those of its channels that are no marketing
 * @param value in millionths of the currency
 * @param costs of the touches that are in no earlier journey to this kind of conversion, by
 *     channel, in millionths
 */
public record Journey(
    String id,
    String profileId,
    String conversion,
    boolean converted,
    long time,
    List<Touch> touches,
    long value,
    String currency,
    SortedSet<String> direct,
    SortedMap<String, Long> costs) {

  private static final String TO_NONE = "/none/";

  /** The id of touches that led to none. */
  static String idToNone(String conversion, Touch first) {
    return conversion + TO_NONE + first.timestamp() + "/" + first.eventId();
  }

  /** Whether an id is that of touches that led to none. */
  public static boolean isToNone(String id, String conversion) {
    return id.startsWith(conversion + TO_NONE);
  }

  public Journey {
    touches = List.copyOf(touches);
    direct = Collections.unmodifiableSortedSet(new TreeSet<>(direct));
    costs = Collections.unmodifiableSortedMap(new TreeMap<>(costs));
  }
}
