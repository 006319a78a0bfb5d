/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.PaneState;
import io.kindred.contribution.Panes;
import io.kindred.contribution.Replicates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;

/**
 * The hours of one conversion and currency, in keyed state. What changes is written before a
 * checkpoint, and not with each journey: an hour that is being counted is some hundred kilobytes.
 * It is written earlier where many hours change, as when the past is read again. To be used while
 * its key is current.
 */
final class KeyedPanes implements Panes {

  /** The hours that changed take so many times what the replicates of one window may. */
  private static final int UNSAVED_MAX = 4;

  private final String bucket;
  private final MapState<String, PaneState> state;
  private final ContributionSettings settings;
  private final SortedSet<Long> times = new TreeSet<>();
  private final Map<Long, Replicates> unsaved = new HashMap<>();
  private long unsavedCells;

  KeyedPanes(String bucket, MapState<String, PaneState> state, ContributionSettings settings) {
    this.bucket = bucket;
    this.state = state;
    this.settings = settings;
  }

  /** The hour that stands under a key of the state. */
  static long time(String key) {
    return Long.parseLong(key.substring(0, key.indexOf('/')));
  }

  /** The currency that stands in a key of the state, or what stands for one. */
  static String bucket(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  /** Says that the state has an hour. */
  void has(long pane) {
    times.add(pane);
  }

  @Override
  public SortedSet<Long> times() {
    return times;
  }

  @Override
  public Replicates at(long pane) {
    Replicates held = unsaved.get(pane);
    return held == null ? read(pane) : held;
  }

  @Override
  public void add(long pane, Replicates marks, int times) {
    Replicates held = toChange(pane);
    unsavedCells -= held.cells();
    held.add(marks, times);
    unsavedCells += held.cells();
    if (held.isEmpty()) {
      this.times.remove(pane);
    } else {
      this.times.add(pane);
    }
    if (unsavedCells > (long) UNSAVED_MAX * settings.cellsMax()) {
      save();
    }
  }

  private Replicates toChange(long pane) {
    Replicates held = unsaved.get(pane);
    if (held == null) {
      held = read(pane);
      unsaved.put(pane, held);
      unsavedCells += held.cells();
    }
    return held;
  }

  void forgetBefore(long pane) throws Exception {
    for (long old : List.copyOf(times.headSet(pane))) {
      times.remove(old);
      Replicates forgotten = unsaved.remove(old);
      unsavedCells -= forgotten == null ? 0 : forgotten.cells();
      state.remove(key(old));
    }
  }

  void save() {
    try {
      write();
    } catch (Exception e) {
      throw new IllegalStateException("cannot write hours of " + bucket, e);
    }
    unsaved.clear();
    unsavedCells = 0;
  }

  private void write() throws Exception {
    for (Map.Entry<Long, Replicates> entry : unsaved.entrySet()) {
      if (entry.getValue().isEmpty()) {
        state.remove(key(entry.getKey()));
      } else {
        state.put(key(entry.getKey()), CellCodec.state(entry.getValue()));
      }
    }
  }

  private Replicates read(long pane) {
    try {
      PaneState held = state.get(key(pane));
      Replicates read = settings.nothing();
      if (held != null) {
        CellCodec.read(held, read);
      }
      return read;
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the hour of " + pane, e);
    }
  }

  private String key(long pane) {
    return pane + "/" + bucket;
  }
}
