/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/*
 * Each window keeps the sum of its panes. What comes in is added to its pane and to the windows the
 * pane is in; as time goes on, panes that come into a window are added and those that leave it are
 * taken away, which is exact. So neither a journey nor a refresh costs by what a window holds.
 */
/** Counts by pane, and of each {@link Window} up to a moment. */
public final class Windows {

  private final Panes panes;
  private final Supplier<Replicates> nothing;
  private final Map<Window, Replicates> windows = new EnumMap<>(Window.class);

  /** The last pane of a window when it was summed anew and a pane was given up. */
  private final Map<Window, Long> inVain = new EnumMap<>(Window.class);

  private long now;

  /**
   * Windows up to a moment.
   *
   * @param nothing what sums begin with
   */
  public Windows(Panes panes, Supplier<Replicates> nothing, long now) {
    this.panes = panes;
    this.nothing = nothing;
    this.now = now;
    for (Window window : Window.values()) {
      windows.put(window, of(window, now));
    }
  }

  /** Adds what a journey of this time marks; takes it away where {@code times} is -1. */
  public void add(long time, Replicates marks, int times) {
    long pane = Window.pane(time);
    panes.add(pane, marks, times);
    windows.forEach(
        (window, sum) -> {
          if (window.holds(pane, now)) {
            sum.add(marks, times);
          }
        });
  }

  /** Moves on to a later moment; does nothing for an earlier one. */
  public void advanceTo(long later) {
    if (later > now) {
      long before = now;
      now = later;
      windows.forEach((window, sum) -> slide(window, sum, before));
    }
  }

  private void slide(Window window, Replicates sum, long before) {
    long first = window.firstPane(now);
    long last = Window.pane(before);
    add(window.firstPane(before), Math.min(first - 1, last), sum, -1);
    add(Math.max(first, last + 1), Window.pane(now), sum, 1);
  }

  private void add(long from, long until, Replicates sum, int times) {
    if (from <= until) {
      for (long pane : List.copyOf(panes.times().subSet(from, until + 1))) {
        sum.add(panes.at(pane), times);
      }
    }
  }

  /** What a window holds that ends with the pane of now; not to be changed. */
  public Replicates of(Window window) {
    Replicates sum = windows.getOrDefault(window, nothing.get());
    if (sum.isGivenUp() && sum.fits()) {
      sum = anew(window, sum);
    }
    return sum;
  }

  /** The same for who looks at counts alone. */
  public Counts counts(Window window) {
    return windows.getOrDefault(window, nothing.get()).counts();
  }

  /** Where one of its panes is given up it is in vain, until that one is out. */
  private Replicates anew(Window window, Replicates sum) {
    if (inVain.getOrDefault(window, Long.MIN_VALUE) == Window.pane(now)) {
      return sum;
    }
    Replicates anew = of(window, now);
    windows.put(window, anew);
    if (anew.isGivenUp()) {
      inVain.put(window, Window.pane(now));
    }
    return anew;
  }

  /** What a window holds whose last pane is that of another moment, from its panes. */
  public Replicates of(Window window, long moment) {
    Replicates sum = nothing.get();
    add(window.firstPane(moment), Window.pane(moment), sum, 1);
    return sum;
  }
}
