/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kindred.avro.SelectedEvents;
import io.kindred.fragment.XdmJson;
import io.kindred.segment.SegmentPlan.Selected;
import io.kindred.segment.Subject.Occurrence;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the events of a selection: their times, and the fields that segments read. Those
 * too old for every window go, some at a time, and later than they could, so that a late event
 * seldom finds them gone.
 *
 * <p>It stays as bytes, of which as many as possible are copied unread: most of what a profile
 * remembers of its events is not looked at when one more comes.
 */
final class Remembering {

  /** So many must be too old before any goes: fewer are not worth it. */
  private static final int FORGET_MIN = 32;

  /** Events are kept for at least so long beyond their windows. */
  private static final long GRACE_MIN = Duration.ofHours(1).toMillis();

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private Remembering() {}

  static SelectedEvents nothing(Selected selected) {
    return new SelectedEvents(selected.key(), EMPTY, null, Long.MIN_VALUE);
  }

  /** Of all its events, ascending. */
  static SelectedEvents of(List<Occurrence> events, Selected selected) {
    ByteBuffer times = ByteBuffer.allocate(events.size() * Long.BYTES);
    ArrayNode documents = JsonNodeFactory.instance.arrayNode(events.size());
    for (Occurrence event : events) {
      times.putLong(event.timestamp());
      documents.add(selected.fields().of(event.document()));
    }
    boolean kept = !selected.fields().isNothing();
    return new SelectedEvents(
        selected.key(), times.flip(), kept ? XdmJson.toUtf8(documents) : null, Long.MIN_VALUE);
  }

  /**
   * With an event more, where it belongs by its time; null if it shares that time with another:
   * then only their ids tell which is first.
   */
  static @Nullable SelectedEvents with(Occurrence event, SelectedEvents events, Selected selected) {
    if (event.timestamp() <= events.getForgottenUntil()) {
      return events;
    }
    int place = size(events);
    while (place > 0 && time(place - 1, events) > event.timestamp()) {
      place--;
    }
    if (place > 0 && time(place - 1, events) == event.timestamp()) {
      return null;
    }
    ByteBuffer documents = events.getDocuments();
    if (!selected.fields().isNothing()) {
      JsonNode document = selected.fields().of(event.document());
      documents =
          documents == null ? XdmJson.toUtf8(array(document)) : inserted(document, place, events);
    }
    return new SelectedEvents(
        events.getKey(),
        inserted(event.timestamp(), place, events.getTimes()),
        documents,
        events.getForgottenUntil());
  }

  private static ByteBuffer inserted(long time, int place, ByteBuffer times) {
    int before = place * Long.BYTES;
    return ByteBuffer.allocate(times.remaining() + Long.BYTES)
        .put(times.slice(times.position(), before))
        .putLong(time)
        .put(times.slice(times.position() + before, times.remaining() - before))
        .flip();
  }

  /** Behind all others, which is usual, it is written behind them; else all are written anew. */
  private static ByteBuffer inserted(JsonNode document, int place, SelectedEvents events) {
    ByteBuffer documents = documents(events);
    if (place == size(events)) {
      ByteBuffer last = XdmJson.toUtf8(array(document));
      ByteBuffer all = ByteBuffer.allocate(documents.remaining() + last.remaining());
      all.put(documents.duplicate()).put(all.position() - 1, (byte) ',');
      return all.put(last.position(last.position() + 1)).flip();
    }
    return XdmJson.toUtf8(((ArrayNode) XdmJson.read(documents)).insert(place, document));
  }

  private static ArrayNode array(JsonNode only) {
    return JsonNodeFactory.instance.arrayNode(1).add(only);
  }

  /** Lets go of what is too old. */
  static SelectedEvents forget(SelectedEvents events, Selected selected, long now) {
    if (selected.horizon() == Horizon.NONE || size(events) < FORGET_MIN) {
      return events;
    }
    long kept = now - selected.horizon() - Math.max(selected.horizon(), GRACE_MIN);
    int old = 0;
    while (old < size(events) && time(old, events) < kept) {
      old++;
    }
    return old < FORGET_MIN ? events : without(old, events);
  }

  private static SelectedEvents without(int first, SelectedEvents events) {
    ByteBuffer times = events.getTimes();
    int gone = first * Long.BYTES;
    return new SelectedEvents(
        events.getKey(),
        times.slice(times.position() + gone, times.remaining() - gone),
        events.getDocuments() == null ? null : documentsFrom(first, events),
        time(first - 1, events));
  }

  private static ByteBuffer documentsFrom(int first, SelectedEvents events) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    JsonNode all = XdmJson.read(documents(events));
    for (int i = first; i < all.size(); i++) {
      kept.add(all.get(i));
    }
    return XdmJson.toUtf8(kept);
  }

  /** As a list that says enough where no window reaches back to what was forgotten. */
  static EventList list(SelectedEvents events, Selected selected) {
    long forgotten = events.getForgottenUntil();
    if (forgotten == Long.MIN_VALUE) {
      return EventList.of(events, Long.MIN_VALUE);
    }
    boolean endless = selected.horizon() == Horizon.NONE;
    return EventList.of(events, endless ? Long.MAX_VALUE : forgotten + selected.horizon() + 1);
  }

  static int size(SelectedEvents events) {
    return events.getTimes().remaining() / Long.BYTES;
  }

  private static long time(int index, SelectedEvents events) {
    ByteBuffer times = events.getTimes();
    return times.getLong(times.position() + index * Long.BYTES);
  }

  private static ByteBuffer documents(SelectedEvents events) {
    return Objects.requireNonNull(events.getDocuments(), "no fields are kept");
  }
}
