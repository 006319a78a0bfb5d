/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.SelectedEvents;
import io.kindred.packed.Varints;
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
 * They are written at nearly every event, and so as few bytes as they can be. First how many there
 * are; then of each, by ascending key: the key in eight bytes; how many bytes its times take, with
 * two marks; until when it is forgotten, and how many bytes its documents take, where marked; the
 * times, each as what it is more than that before; and the documents. All but the keys and the
 * documents are varints.
 */
/** The small ones of what a profile remembers of its events, by their keys. */
final class SmallSelections {

  private static final int HAS_FORGOTTEN = 1;
  private static final int HAS_DOCUMENTS = 2;
  private static final int MARKS = 2;
  private static final int LONGEST_HEAD = Long.BYTES + 3 * Varints.LONGEST;

  /** Until when one is forgotten of which nothing is. */
  private static final long NEVER = Long.MIN_VALUE;

  private final ByteBuffer packed;
  private final long[] keys;

  /** Where each begins, and the last ends. */
  private final int[] starts;

  /** Nothing where one is here no more. */
  private final SortedMap<Long, Optional<SelectedEvents>> changed = new TreeMap<>();

  /** From the bytes that {@link #packed} gave; none from no bytes. */
  SmallSelections(ByteBuffer packed) {
    this.packed = packed;
    ByteBuffer in = packed.duplicate();
    int size = in.hasRemaining() ? (int) Varints.get(in) : 0;
    keys = new long[size];
    starts = new int[size + 1];
    for (int i = 0; i < size; i++) {
      starts[i] = in.position();
      Head head = Head.read(in);
      keys[i] = head.key;
      in.position(in.position() + head.timesBytes + Math.max(0, head.documentsBytes));
    }
    starts[size] = in.position();
  }

  /**
   * What stands before the times of a selection.
   *
   * @param documentsBytes below 0 where there are no documents
   */
  private record Head(long key, long forgottenUntil, int timesBytes, int documentsBytes) {

    static Head read(ByteBuffer in) {
      long key = in.getLong();
      int marked = (int) Varints.get(in);
      long forgottenUntil = (marked & HAS_FORGOTTEN) == 0 ? NEVER : Varints.get(in);
      int documentsBytes = (marked & HAS_DOCUMENTS) == 0 ? -1 : (int) Varints.get(in);
      return new Head(key, forgottenUntil, marked >> MARKS, documentsBytes);
    }

    void write(ByteBuffer out) {
      int marks =
          (forgottenUntil == NEVER ? 0 : HAS_FORGOTTEN) | (documentsBytes < 0 ? 0 : HAS_DOCUMENTS);
      out.putLong(key);
      Varints.put(((long) timesBytes << MARKS) | marks, out);
      if (forgottenUntil != NEVER) {
        Varints.put(forgottenUntil, out);
      }
      if (documentsBytes >= 0) {
        Varints.put(documentsBytes, out);
      }
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
    ByteBuffer in = packed.duplicate().position(starts[place]);
    Head head = Head.read(in);
    int times = in.position();
    int documents = times + head.timesBytes;
    return new SelectedEvents(
        head.key,
        spread(packed.slice(times, head.timesBytes)),
        head.documentsBytes < 0 ? null : packed.slice(documents, head.documentsBytes),
        head.forgottenUntil);
  }

  /** Times as they are elsewhere, from how they are here. */
  private static ByteBuffer spread(ByteBuffer steps) {
    ByteBuffer times = ByteBuffer.allocate(steps.remaining() * Long.BYTES);
    long time = 0;
    while (steps.hasRemaining()) {
      time += Varints.get(steps);
      times.putLong(time);
    }
    return times.flip();
  }

  private static ByteBuffer steps(ByteBuffer times) {
    ByteBuffer in = times.duplicate();
    ByteBuffer steps = ByteBuffer.allocate(in.remaining() / Long.BYTES * Varints.LONGEST);
    long before = 0;
    while (in.hasRemaining()) {
      long time = in.getLong();
      Varints.put(time - before, steps);
      before = time;
    }
    return steps.flip();
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
    ByteBuffer out = ByteBuffer.allocate(packed.remaining() + Varints.LONGEST + longest());
    Varints.put(size(), out);
    int copied = 0;
    for (var other : changed.entrySet()) {
      int place = Arrays.binarySearch(keys, other.getKey());
      int until = place < 0 ? -place - 1 : place;
      copy(copied, until, out);
      copied = place < 0 ? until : until + 1;
      other.getValue().ifPresent(events -> write(events, out));
    }
    copy(copied, keys.length, out);
    return out.flip();
  }

  private int size() {
    int size = keys.length;
    for (var other : changed.entrySet()) {
      boolean was = Arrays.binarySearch(keys, other.getKey()) >= 0;
      size += (other.getValue().isPresent() ? 1 : 0) - (was ? 1 : 0);
    }
    return size;
  }

  private void copy(int from, int until, ByteBuffer out) {
    out.put(packed.slice(starts[from], starts[until] - starts[from]));
  }

  private static void write(SelectedEvents events, ByteBuffer out) {
    ByteBuffer steps = steps(events.getTimes());
    ByteBuffer documents = events.getDocuments();
    int documentsBytes = documents == null ? -1 : documents.remaining();
    new Head(events.getKey(), events.getForgottenUntil(), steps.remaining(), documentsBytes)
        .write(out);
    out.put(steps);
    if (documents != null) {
      out.put(documents.duplicate());
    }
  }

  /** At most so many bytes are what changed. */
  private int longest() {
    int bytes = 0;
    for (Optional<SelectedEvents> other : changed.values()) {
      if (other.isPresent()) {
        ByteBuffer documents = other.get().getDocuments();
        bytes += LONGEST_HEAD + other.get().getTimes().remaining() / Long.BYTES * Varints.LONGEST;
        bytes += documents == null ? 0 : documents.remaining();
      }
    }
    return bytes;
  }
}
