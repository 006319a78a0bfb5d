/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

/**
 * The moment of an evaluation, and the closed interval around it in which nothing that the
 * evaluation asked about changes.
 *
 * <p>Whatever depends on time asks {@link #reached} about thresholds that do not move, so the
 * intervals of one expression over the same facts never overlap: every moment of an interval gives
 * the same interval.
 */
final class Clock {

  private final long now;
  private long from = Long.MIN_VALUE;
  private long until = Long.MAX_VALUE;

  Clock(long now) {
    this.now = now;
  }

  long now() {
    return now;
  }

  long from() {
    return from;
  }

  long until() {
    return until;
  }

  /** Whether this moment is at or after the threshold. */
  boolean reached(long threshold) {
    if (now >= threshold) {
      from = Math.max(from, threshold);
      return true;
    }
    until = Math.min(until, threshold - 1);
    return false;
  }

  /** What was asked stays so in this interval only. */
  void within(long validFrom, long validUntil) {
    from = Math.max(from, validFrom);
    until = Math.min(until, validUntil);
  }
}
