/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import java.time.Duration;

/**
 * How many events serving keeps. The defaults are those of the jobs, so that a timeline shows what
 * segments are evaluated on.
 *
 * @param perIdentity so many of one identity, the newest; those beyond go within a sweep
 * @param age older ones are not shown, and go within a sweep
 * @param sweep so many events are looked at at a time, ten times a second at most
 */
public record EventLimits(int perIdentity, Duration age, int sweep) {

  public static final EventLimits DEFAULT = new EventLimits(5_000, Duration.ofDays(400), 500);

  public EventLimits {
    if (perIdentity < 1 || age.isNegative() || age.isZero() || sweep < 1) {
      throw new IllegalArgumentException(
          "limits of events are positive: %d of an identity, %s old, %d a sweep"
              .formatted(perIdentity, age, sweep));
    }
  }
}
