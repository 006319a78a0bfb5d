/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The stretches of time that contributions are told for. */
public enum Window {
  HOUR("hour", Duration.ofHours(1)),
  DAY("day", Duration.ofDays(1)),
  DAYS_7("7-days", Duration.ofDays(7)),
  DAYS_28("28-days", Duration.ofDays(28)),
  DAYS_90("90-days", Duration.ofDays(90));

  /** What windows are made of. */
  public static final Duration PANE = Duration.ofHours(1);

  /** Windows of whole weeks begin on a Monday, as 1970-01-05 was one. */
  private static final long MONDAY = Duration.ofDays(4).toMillis();

  /** Windows that are also told when they have ended, and again when a journey is restated. */
  public static final List<Window> CLOSING = List.of(HOUR, DAY, DAYS_7, DAYS_28);

  private final String label;
  private final Duration length;

  Window(String label, Duration length) {
    this.label = label;
    this.length = length;
  }

  /** The window of a label. */
  public static Optional<Window> labelled(String label) {
    return Arrays.stream(values()).filter(window -> window.label.equals(label)).findFirst();
  }

  /** As it is written: {@code 7-days}. */
  public String label() {
    return label;
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

  /** Whether a pane is in the window whose last is the one that {@code now} is in. */
  public boolean holds(long pane, long now) {
    return pane >= firstPane(now) && pane <= pane(now);
  }

  /**
   * The end of the closed window that a moment is in. Closed windows of a length lie one after the
   * other: hours, days, weeks and four weeks, in UTC.
   */
  public long closes(long time) {
    long offset = length.toDays() % 7 == 0 ? MONDAY : 0;
    long millis = length.toMillis();
    return (Math.floorDiv(time - offset, millis) + 1) * millis + offset;
  }
}
