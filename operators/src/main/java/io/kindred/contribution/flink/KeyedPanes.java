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
 * To be used while its key is current.
 */
final class KeyedPanes implements Panes {

  private final String bucket;
  private final MapState<String, PaneState> state;
  private final int replicates;
  private final SortedSet<Long> times = new TreeSet<>();
  private final Map<Long, Replicates> unsaved = new HashMap<>();

  KeyedPanes(String bucket, MapState<String, PaneState> state, int replicates) {
    this.bucket = bucket;
    this.state = state;
    this.replicates = replicates;
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
    Replicates held = unsaved.computeIfAbsent(pane, this::read);
    held.add(marks, times);
    if (held.isEmpty()) {
      this.times.remove(pane);
    } else {
      this.times.add(pane);
    }
  }

  void forgetBefore(long pane) throws Exception {
    for (long old : List.copyOf(times.headSet(pane))) {
      times.remove(old);
      unsaved.remove(old);
      state.remove(key(old));
    }
  }

  void save() throws Exception {
    for (Map.Entry<Long, Replicates> entry : unsaved.entrySet()) {
      if (entry.getValue().isEmpty()) {
        state.remove(key(entry.getKey()));
      } else {
        state.put(key(entry.getKey()), CellCodec.state(entry.getValue()));
      }
    }
    unsaved.clear();
  }

  private Replicates read(long pane) {
    try {
      PaneState held = state.get(key(pane));
      return held == null ? new Replicates(replicates) : CellCodec.replicates(held, replicates);
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the hour of " + pane, e);
    }
  }

  private String key(long pane) {
    return pane + "/" + bucket;
  }
}
