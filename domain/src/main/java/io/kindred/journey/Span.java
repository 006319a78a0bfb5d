/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

/**
 * The time that journeys are asked for.
 *
 * @param settled journeys that ended before this are final, and not asked for any more
 * @param now what is after it is not yet
 */
public record Span(long settled, long now) {

  /** All journeys up to a moment. */
  public static Span until(long now) {
    return new Span(Long.MIN_VALUE, now);
  }
}
