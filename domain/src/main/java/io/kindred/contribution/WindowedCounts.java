/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/*
 * Each window keeps the sum of its panes. What comes in is added to its pane and to the windows the
 * pane is in; as time goes on, panes that come into a window are added and those that leave it are
 * taken away, which is exact. So neither a journey nor a refresh costs by what a window holds.
 */
/** Counts by pane, and of each {@link Window} up to a moment. */
public final class WindowedCounts {

  private final NavigableMap<Long, Counts> panes = new TreeMap<>();
  private final Map<Window, Counts> windows = new EnumMap<>(Window.class);
  private long now = Long.MIN_VALUE;

  public WindowedCounts() {
    for (Window window : Window.values()) {
      windows.put(window, new Counts());
    }
  }

  /** Adds what a journey of this time marks; takes it away where {@code times} is -1. */
  public void add(long time, Counts marks, int times) {
    long pane = Window.pane(time);
    Counts counts = panes.computeIfAbsent(pane, p -> new Counts());
    counts.add(marks, times);
    if (counts.isEmpty()) {
      panes.remove(pane);
    }
    windows.forEach(
        (window, sum) -> {
          if (holds(window, pane)) {
            sum.add(marks, times);
          }
        });
  }

  private boolean holds(Window window, long pane) {
    return now != Long.MIN_VALUE && pane >= window.firstPane(now) && pane <= Window.pane(now);
  }

  /** Moves on to a later moment; does nothing for an earlier one. */
  public void advanceTo(long later) {
    if (later <= now) {
      return;
    }
    long before = now;
    now = later;
    windows.forEach((window, sum) -> slide(window, sum, before));
  }

  private void slide(Window window, Counts sum, long before) {
    long first = window.firstPane(now);
    if (before == Long.MIN_VALUE) {
      panes(first, Window.pane(now)).forEach(sum::add);
    } else {
      long last = Window.pane(before);
      panes(window.firstPane(before), Math.min(first - 1, last)).forEach(sum::subtract);
      panes(Math.max(first, last + 1), Window.pane(now)).forEach(sum::add);
    }
  }

  private Collection<Counts> panes(long from, long until) {
    return from > until ? List.of() : panes.subMap(from, true, until, true).values();
  }

  /** Forgets panes that are in no window any more, from before a moment. */
  public void forgetBefore(long time) {
    panes.headMap(Math.min(Window.pane(time), Window.DAYS_90.firstPane(now))).clear();
  }

  /** The counts of a window that ends with the pane of now. */
  public Counts of(Window window) {
    return Counts.sum(List.of(windows.getOrDefault(window, new Counts())));
  }

  /** The counts of a window that ended at another moment, from its panes. */
  public Counts of(Window window, long end) {
    return Counts.sum(panes(window.firstPane(end), Window.pane(end)));
  }
}
