/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import io.kindred.avro.Event;
import io.kindred.topic.Topic;
import java.util.HexFormat;

/**
 * Keys of events: the identity whose fragment an event is in, then its time, falling, then its id.
 * So the newest events of an identity are the first, and those of a stretch of time lie together.
 */
final class EventKeys {

  /** Before every character of an id, so that no identity's events lie among another's. */
  private static final char END = '\0';

  /** After every hexadecimal digit. */
  private static final char AFTER = '~';

  private EventKeys() {}

  static String of(Event event) {
    return of(identity(event), event.getTimestamp(), event.getId());
  }

  static String of(String identity, long timestamp, String id) {
    return identity + END + falling(timestamp) + END + id;
  }

  /** The identity that an event is stored by. */
  static String identity(Event event) {
    return Topic.identityKey(event.getIdentities().get(event.getPrimary()));
  }

  /** Where the events of an identity begin that are not later than a moment. */
  static String from(String identity, long latest) {
    return identity + END + falling(latest);
  }

  /** After the events of an identity that are not earlier than a moment. */
  static String until(String identity, long earliest) {
    return identity + END + falling(earliest) + AFTER;
  }

  /** The next key in order. */
  static String next(String key) {
    return key + END;
  }

  private static String falling(long timestamp) {
    return HexFormat.of().toHexDigits(~(timestamp ^ Long.MIN_VALUE));
  }
}
