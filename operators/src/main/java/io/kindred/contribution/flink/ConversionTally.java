/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.ClosedWindow;
import io.kindred.avro.ContributionState;
import io.kindred.avro.PaneState;
import io.kindred.contribution.Counts;
import io.kindred.contribution.Replicates;
import io.kindred.contribution.Window;
import io.kindred.contribution.Windows;
import io.kindred.journey.Journey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;

/*
 * Currencies are never added, so each has counts of its own. Journeys that led to no conversion
 * have no currency, and none of their own: they count beside the conversions of each.
 */
/** The counts of one kind of conversion. To be used while its key is current. */
final class ConversionTally {

  /** Stands for the currency of journeys that led to none. No currency is written so. */
  private static final String NULLS = "(null)";

  private final MapState<String, PaneState> state;
  private final ContributionSettings settings;
  private final SortedMap<String, KeyedPanes> panes = new TreeMap<>();
  private final SortedMap<String, Windows> windows = new TreeMap<>();
  private final ContributionState standing;

  ConversionTally(
      MapState<String, PaneState> state, ContributionState standing, ContributionSettings settings)
      throws Exception {
    this.state = state;
    this.standing = standing;
    this.settings = settings;
    for (String key : state.keys()) {
      panes(KeyedPanes.bucket(key)).has(KeyedPanes.time(key));
    }
    panes.keySet().forEach(this::windows);
  }

  /** What is kept beside the counts; to be changed. */
  ContributionState standing() {
    return standing;
  }

  /** Adds a journey; takes it away where {@code times} is -1. One too old is neither. */
  void count(Journey journey, int times) {
    if (Window.pane(journey.time()) < oldest()) {
      return;
    }
    String bucket = journey.converted() ? journey.currency() : NULLS;
    Replicates marks =
        Replicates.of(
            settings.counting().layout().marks(journey),
            journey.profileId(),
            settings.counting().replicates());
    windows(bucket).add(journey.time(), marks, times);
    if (journey.converted() && !currencies().contains(bucket)) {
      add(bucket);
    }
    standing.setLive(true);
    tellClosedOf(journey.time(), Long.MIN_VALUE);
  }

  /** Moves on; windows that end on the way are to be told. */
  void advanceTo(long now) throws Exception {
    long before = standing.getNow();
    if (now <= before) {
      return;
    }
    boolean slides = Window.pane(now) > Window.pane(before);
    standing.setNow(now);
    for (Windows each : windows.values()) {
      each.advanceTo(now);
    }
    if (slides) {
      standing.setLive(true);
      times().forEach(pane -> tellClosedOf(pane, before));
      for (KeyedPanes each : panes.values()) {
        each.forgetBefore(oldest());
      }
    }
  }

  /** The journeys that led to none count beside the conversions in a currency that is new, too. */
  private void add(String currency) {
    List<String> all = new ArrayList<>(currencies());
    all.add(currency);
    standing.setCurrencies(all);
    times().forEach(pane -> tellClosedOf(pane, Long.MIN_VALUE));
  }

  /** The windows that a moment is in and that have ended, after another moment. */
  private void tellClosedOf(long time, long after) {
    for (Window window : Window.CLOSING) {
      long end = window.closes(time);
      ClosedWindow closed = new ClosedWindow(window.label(), end);
      boolean ended = end > after && end <= standing.getNow();
      if (ended && !standing.getClosed().contains(closed)) {
        List<ClosedWindow> all = new ArrayList<>(standing.getClosed());
        all.add(closed);
        standing.setClosed(all);
      }
    }
  }

  /** The currencies there were conversions in, also such as were taken back since. */
  List<String> currencies() {
    return standing.getCurrencies();
  }

  /** The counts of a window up to now. */
  Replicates live(Window window, String currency) {
    Replicates sum = settings.nothing();
    for (String bucket : List.of(currency, NULLS)) {
      sum.add(windows(bucket).of(window), 1);
    }
    return sum;
  }

  /** The same without replicates. */
  Counts liveCounts(Window window, String currency) {
    return Counts.sum(List.of(windows(currency).counts(window), windows(NULLS).counts(window)));
  }

  /** The counts of a window that ended. */
  Replicates closed(Window window, long end, String currency) {
    Replicates sum = settings.nothing();
    for (String bucket : List.of(currency, NULLS)) {
      sum.add(windows(bucket).of(window, end - 1), 1);
    }
    return sum;
  }

  /** Whether nothing is counted any more. */
  boolean isEmpty() {
    return times().isEmpty();
  }

  void save() {
    panes.values().forEach(KeyedPanes::save);
  }

  private SortedSet<Long> times() {
    SortedSet<Long> times = new TreeSet<>();
    panes.values().forEach(each -> times.addAll(each.times()));
    return times;
  }

  private long oldest() {
    return Window.pane(standing.getNow() - settings.pace().keptForMs());
  }

  private KeyedPanes panes(String bucket) {
    return panes.computeIfAbsent(bucket, b -> new KeyedPanes(b, state, settings));
  }

  private Windows windows(String bucket) {
    KeyedPanes of = panes(bucket);
    return windows.computeIfAbsent(
        bucket, b -> new Windows(of, settings::nothing, standing.getNow()));
  }
}
