/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.time.Duration;

/** The stretches of time that contributions are told for. */
public enum Window {
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1)),
  DAYS_7(Duration.ofDays(7)),
  DAYS_28(Duration.ofDays(28)),
  DAYS_90(Duration.ofDays(90));

  /** What windows are made of. */
  public static final Duration PANE = Duration.ofHours(1);

  private final Duration length;

  Window(Duration length) {
    this.length = length;
  }

  public Duration length() {
    return length;
  }

  /** The begin of the pane that a moment is in. */
  public static long pane(long time) {
    return Math.floorDiv(time, PANE.toMillis()) * PANE.toMillis();
  }

  /** The first pane of the window whose last is the one that {@code now} is in. */
  public long firstPane(long now) {
    return pane(now) + PANE.toMillis() - length.toMillis();
  }
}
