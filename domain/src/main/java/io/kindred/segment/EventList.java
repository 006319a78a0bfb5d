/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kindred.avro.SelectedEvents;
import io.kindred.fragment.XdmJson;
import io.kindred.segment.Subject.Occurrence;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The events that satisfy a predicate, ascending by time. */
final class EventList {

  private static final JsonNode NOTHING_OF_IT = JsonNodeFactory.instance.objectNode();

  private final long[] times;
  private final IntFunction<JsonNode> documents;
  private final boolean farsighted;
  private final long exactFrom;

  private EventList(
      long[] times, IntFunction<JsonNode> documents, boolean farsighted, long exactFrom) {
    this.times = times;
    this.documents = documents;
    this.farsighted = farsighted;
    this.exactFrom = exactFrom;
  }

  /** All of them; a farsighted list has those, too, that are yet to come. */
  static EventList of(List<Occurrence> events, boolean farsighted) {
    long[] times = events.stream().mapToLong(Occurrence::timestamp).toArray();
    return new EventList(times, i -> events.get(i).document(), farsighted, Long.MIN_VALUE);
  }

  /** What is remembered of them, which says enough from a moment on. */
  static EventList of(SelectedEvents events, long exactFrom) {
    long[] times = new long[Remembering.size(events)];
    events.getTimes().asLongBuffer().get(times);
    ByteBuffer documents = events.getDocuments();
    return new EventList(
        times, documents == null ? i -> NOTHING_OF_IT : new Documents(documents), false, exactFrom);
  }

  /** Read when the first is asked for. */
  private static final class Documents implements IntFunction<JsonNode> {

    private final ByteBuffer utf8;
    private @Nullable JsonNode read;

    Documents(ByteBuffer utf8) {
      this.utf8 = utf8;
    }

    @Override
    public JsonNode apply(int index) {
      JsonNode all = read;
      if (all == null) {
        all = XdmJson.read(utf8);
        read = all;
      }
      return all.get(index);
    }
  }

  long time(int index) {
    return times[index];
  }

  JsonNode document(int index) {
    return documents.apply(index);
  }

  /** Before this moment it may lack some. */
  long exactFrom() {
    return exactFrom;
  }

  /** How many there are so far. It stays so from the last of them until before the next. */
  int soFar(Clock clock) {
    if (farsighted) {
      return times.length;
    }
    int found = Arrays.binarySearch(times, clock.now());
    int count = found < 0 ? -found - 1 : found;
    while (count < times.length && times[count] <= clock.now()) {
      count++;
    }
    clock.within(
        Math.max(exactFrom, count == 0 ? Long.MIN_VALUE : times[count - 1]),
        count == times.length ? Long.MAX_VALUE : times[count] - 1);
    return count;
  }
}
