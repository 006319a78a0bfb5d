/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.SelectedEvents;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * A profile remembers a hundred selections, and one event belongs to a few of them. So they stay
 * the bytes that they are in state, with an index of where each begins, and are copied unread.
 *
 * The bytes are how many there are, and of each, by ascending key: the key, until when it is
 * forgotten, how many bytes times and documents take (-1 where there are no documents), and these.
 */
/** The small ones of what a profile remembers of its events, by their keys. */
final class SmallSelections {

  private static final int HEAD_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int NO_DOCUMENTS = -1;

  private final ByteBuffer packed;
  private final long[] keys;

  /** Where each begins, and the last ends. */
  private final int[] starts;

  /** Nothing where one is here no more. */
  private final SortedMap<Long, Optional<SelectedEvents>> changed = new TreeMap<>();

  /** From the bytes that {@link #packed} gave; none from no bytes. */
  SmallSelections(ByteBuffer packed) {
    this.packed = packed;
    int size = packed.hasRemaining() ? packed.getInt(packed.position()) : 0;
    keys = new long[size];
    starts = new int[size + 1];
    starts[0] = packed.position() + Math.min(packed.remaining(), Integer.BYTES);
    for (int i = 0; i < size; i++) {
      keys[i] = packed.getLong(starts[i]);
      starts[i + 1] = starts[i] + HEAD_BYTES + timesBytes(i) + Math.max(0, documentsBytes(i));
    }
  }

  @Nullable SelectedEvents get(long key) {
    Optional<SelectedEvents> other = changed.get(key);
    if (other != null) {
      return other.orElse(null);
    }
    int place = Arrays.binarySearch(keys, key);
    return place < 0 ? null : at(place);
  }

  private SelectedEvents at(int place) {
    int times = starts[place] + HEAD_BYTES;
    int documents = documentsBytes(place);
    return new SelectedEvents(
        keys[place],
        packed.slice(times, timesBytes(place)),
        documents == NO_DOCUMENTS ? null : packed.slice(times + timesBytes(place), documents),
        packed.getLong(starts[place] + Long.BYTES));
  }

  private int timesBytes(int place) {
    return packed.getInt(starts[place] + 2 * Long.BYTES);
  }

  private int documentsBytes(int place) {
    return packed.getInt(starts[place] + 2 * Long.BYTES + Integer.BYTES);
  }

  /** Takes the place of what has the same key. */
  void put(SelectedEvents events) {
    changed.put(events.getKey(), Optional.of(events));
  }

  void remove(long key) {
    if (get(key) != null) {
      changed.put(key, Optional.empty());
    }
  }

  /** As bytes. */
  ByteBuffer packed() {
    if (changed.isEmpty()) {
      return packed;
    }
    int more =
        changed.values().stream().flatMap(Optional::stream).mapToInt(SmallSelections::bytes).sum();
    ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + packed.remaining() + more);
    int size = keys.length;
    int copied = 0;
    out.putInt(0);
    for (var other : changed.entrySet()) {
      int place = Arrays.binarySearch(keys, other.getKey());
      int until = place < 0 ? -place - 1 : place;
      copy(copied, until, out);
      copied = place < 0 ? until : until + 1;
      size += (other.getValue().isPresent() ? 1 : 0) - (place < 0 ? 0 : 1);
      other.getValue().ifPresent(events -> write(events, out));
    }
    copy(copied, keys.length, out);
    return out.putInt(0, size).flip();
  }

  private void copy(int from, int until, ByteBuffer out) {
    out.put(packed.slice(starts[from], starts[until] - starts[from]));
  }

  private static void write(SelectedEvents events, ByteBuffer out) {
    ByteBuffer documents = events.getDocuments();
    out.putLong(events.getKey()).putLong(events.getForgottenUntil());
    out.putInt(events.getTimes().remaining());
    out.putInt(documents == null ? NO_DOCUMENTS : documents.remaining());
    out.put(events.getTimes().duplicate());
    if (documents != null) {
      out.put(documents.duplicate());
    }
  }

  private static int bytes(SelectedEvents events) {
    ByteBuffer documents = events.getDocuments();
    return HEAD_BYTES
        + events.getTimes().remaining()
        + (documents == null ? 0 : documents.remaining());
  }
}
