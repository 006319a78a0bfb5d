/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import io.kindred.avro.JourneyRevision;
import io.kindred.topic.flink.ContractType;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/*
 * A journey to none is named after its first touch, and what that is depends on what has arrived.
 * An attempt that is rolled back may thus tell one that the next attempt never hears of, and so
 * never takes back. As nobody is in a hurry to hear of what timed out, such words wait until a
 * checkpoint that holds them is complete: no attempt comes from before that.
 */
/** Words of the profile whose key is current that wait until no attempt can be without them. */
final class HeldWords {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final MapStateDescriptor<String, JourneyRevision> WAITING =
      new MapStateDescriptor<>("waiting", Types.STRING, new ContractType<>(JourneyRevision.class));

  private final MapState<String, JourneyRevision> waiting;

  /** The last revision that each checkpoint holds that is not known to be complete. */
  private final NavigableMap<Long, Long> checkpoints = new TreeMap<>();

  private long durable = Long.MIN_VALUE;

  HeldWords(RuntimeContext context) {
    waiting = context.getMapState(WAITING);
  }

  /** Keeps a word; of each journey the last one. */
  void hold(JourneyRevision word) throws Exception {
    waiting.put(word.getId(), word);
  }

  /**
   * A checkpoint is taken.
   *
   * @param revision the last that it holds
   */
  void snapshot(long checkpoint, long revision) {
    checkpoints.put(checkpoint, revision);
  }

  /** A checkpoint is complete. */
  void completed(long checkpoint) {
    NavigableMap<Long, Long> complete = checkpoints.headMap(checkpoint, true);
    if (!complete.isEmpty()) {
      durable = complete.lastEntry().getValue();
    }
    complete.clear();
  }

  /**
   * Gives out what may be told, and keeps it no longer.
   *
   * @param latest revision of this attempt: one that is greater is restored, whatever the clock was
   */
  void release(long latest, Consumer<JourneyRevision> out) throws Exception {
    for (Iterator<JourneyRevision> words = waiting.values().iterator(); words.hasNext(); ) {
      JourneyRevision word = words.next();
      if (word.getRevision() <= durable || word.getRevision() > latest) {
        out.accept(word);
        words.remove();
      }
    }
  }
}
