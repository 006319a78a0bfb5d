/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.ComponentState;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;

/**
 * The components of the roots on this subtask, in keyed state, with the last used ones at hand.
 *
 * <p>A small component is written as it changes. A large one is written when a checkpoint is taken
 * or when it makes room, so that a link that comes does not cost as much as the component is large.
 * Nobody else writes this state, and after a failure it is read anew, so what is at hand is true.
 */
final class RootComponents {

  /** Links at hand: some 25 megabytes. A component that is larger is at hand alone. */
  private static final int LINKS_MAX = 100_000;

  /** What a component weighs without links. */
  private static final int EMPTY_WEIGHT = 4;

  private final ValueState<ComponentState> state;
  private final Consumer<String> becomeCurrent;
  private final int smallMax;
  private final int weightMax;

  /** Least lately used first. */
  private final Map<String, RootComponent> atHand = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, Integer> weights = new LinkedHashMap<>();
  private final Set<String> unwritten = new HashSet<>();
  private int weight;

  /**
   * @param becomeCurrent makes a key the one whose state is read and written
   * @param smallMax links in a small component
   */
  RootComponents(ValueState<ComponentState> state, Consumer<String> becomeCurrent, int smallMax) {
    this(state, becomeCurrent, smallMax, LINKS_MAX);
  }

  RootComponents(
      ValueState<ComponentState> state,
      Consumer<String> becomeCurrent,
      int smallMax,
      int weightMax) {
    this.state = state;
    this.becomeCurrent = becomeCurrent;
    this.smallMax = smallMax;
    this.weightMax = weightMax;
  }

  /** Of the current key. After a change {@link #changed} must follow. */
  RootComponent at(String key) throws IOException {
    RootComponent known = atHand.get(key);
    if (known != null) {
      return known;
    }
    RootComponent read = RootComponent.of(state.value());
    if (!read.isEmpty()) {
      keep(key, read);
      makeRoom(key);
    }
    return read;
  }

  /** Takes what became of the current key's component. */
  void changed(String key, RootComponent component) throws IOException {
    drop(key);
    if (component.isEmpty()) {
      state.clear();
      return;
    }
    if (component.size() > smallMax) {
      unwritten.add(key);
    } else {
      state.update(component.toAvro());
    }
    keep(key, component);
    makeRoom(key);
  }

  /** Writes all; the current key is another afterwards. */
  void writeAll() throws IOException {
    for (String key : unwritten) {
      becomeCurrent.accept(key);
      state.update(atHand.getOrDefault(key, new RootComponent()).toAvro());
    }
    unwritten.clear();
  }

  private void keep(String key, RootComponent component) {
    int its = EMPTY_WEIGHT + component.size();
    atHand.put(key, component);
    weights.put(key, its);
    weight += its;
  }

  private void drop(String key) {
    if (atHand.remove(key) != null) {
      Integer its = weights.remove(key);
      weight -= its == null ? 0 : its;
      unwritten.remove(key);
    }
  }

  private void makeRoom(String current) throws IOException {
    boolean moved = false;
    while (weight > weightMax && atHand.size() > 1) {
      Iterator<Entry<String, RootComponent>> eldest = atHand.entrySet().iterator();
      Entry<String, RootComponent> leaving = eldest.next();
      if (unwritten.contains(leaving.getKey())) {
        becomeCurrent.accept(leaving.getKey());
        state.update(leaving.getValue().toAvro());
        moved = true;
      }
      drop(leaving.getKey());
    }
    if (moved) {
      becomeCurrent.accept(current);
    }
  }
}
