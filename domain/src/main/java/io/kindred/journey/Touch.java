/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

/**
 * A marketing contact.
 *
 * @param campaign empty where there is none
 * @param cost in millionths
 */
public record Touch(long timestamp, String eventId, String channel, String campaign, long cost) {

  /** Whether it is not after an event; an event may be both a touch and a conversion. */
  boolean isUpTo(long time, String id) {
    return timestamp < time || (timestamp == time && eventId.compareTo(id) <= 0);
  }
}
