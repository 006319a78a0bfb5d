/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.IdentityState;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;

/**
 * The small things of each identity of this subtask, in keyed state, with the last used ones at
 * hand: a new link is a handful of turns of the same few identities, and a person who is on a site
 * now comes again soon.
 *
 * <p>What is at hand is written when it makes room, or all of it by {@link #writeAll}, which a
 * checkpoint needs. Nobody else writes this state, and after a failure it is read anew, so what is
 * at hand is true.
 */
final class IdentityStates {

  private final ValueState<IdentityState> state;
  private final Consumer<String> becomeCurrent;
  private final int max;

  /** Least lately used first; all that was not written since is changed. */
  private final Map<String, Held> atHand = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Held {
    private final IdentityState state;
    private boolean changed;

    Held(IdentityState state) {
      this.state = state;
    }
  }

  /**
   * @param becomeCurrent makes a key the one whose state is read and written
   * @param max so many are at hand
   */
  IdentityStates(ValueState<IdentityState> state, Consumer<String> becomeCurrent, int max) {
    this.state = state;
    this.becomeCurrent = becomeCurrent;
    this.max = max;
  }

  /** Of the current key; may be changed in place, and {@link #changed} must follow. */
  IdentityState at(String key) throws IOException {
    Held known = atHand.get(key);
    if (known == null) {
      IdentityState read = state.value();
      known = new Held(read == null ? fresh() : read);
      atHand.put(key, known);
    }
    return known.state;
  }

  /** The state of the current key, which is at hand, is another. */
  void changed(String key) throws IOException {
    Held held = atHand.get(key);
    if (held == null) {
      throw new IllegalStateException("changed, and never read: " + key);
    }
    held.changed = true;
    makeRoom(key);
  }

  /**
   * Writes all; the current key is another afterwards. Nothing stays at hand: what state in memory
   * has taken may still be on its way into a checkpoint, and must not change under it.
   */
  void writeAll() throws IOException {
    for (Entry<String, Held> each : atHand.entrySet()) {
      write(each.getKey(), each.getValue());
    }
    atHand.clear();
  }

  private void makeRoom(String current) throws IOException {
    boolean moved = false;
    while (atHand.size() > max) {
      Iterator<Entry<String, Held>> eldest = atHand.entrySet().iterator();
      Entry<String, Held> leaving = eldest.next();
      moved |= write(leaving.getKey(), leaving.getValue());
      eldest.remove();
    }
    if (moved) {
      becomeCurrent.accept(current);
    }
  }

  /** As its schema's defaults are; a builder would look each of them up. */
  static IdentityState fresh() {
    IdentityState fresh = new IdentityState();
    fresh.setErasedUntil(Long.MIN_VALUE);
    fresh.setLabelsAt(Long.MAX_VALUE);
    fresh.setJoinAt(Long.MAX_VALUE);
    fresh.setOldestEvent(Long.MAX_VALUE);
    return fresh;
  }

  private boolean write(String key, Held held) throws IOException {
    if (!held.changed) {
      return false;
    }
    becomeCurrent.accept(key);
    state.update(held.state);
    held.changed = false;
    return true;
  }
}
