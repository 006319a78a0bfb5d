/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.avro.SelectedEvents;
import io.kindred.segment.SegmentPlan.Selected;
import io.kindred.segment.Subject.Occurrence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of each selection during one reckoning: as remembered, or all where that is short. */
final class Recall implements Facts.Selected {

  private final SegmentPlan plan;
  private final SegmentMemory memory;
  private final BitSet changed = new BitSet();
  private final @Nullable SelectedEvents[] remembered;
  private final Sparse<EventList> lists;
  private final Map<Integer, EventList> complete = new HashMap<>();

  /**
   * @param lists empty, with room for all selections
   */
  Recall(SegmentPlan plan, SegmentMemory memory, Sparse<EventList> lists) {
    this.lists = lists;
    this.plan = plan;
    this.memory = memory;
    this.remembered = new SelectedEvents[plan.selectionCount()];
  }

  @Override
  public EventList events(Selection.Events selection, Predicate<Occurrence> satisfies, long now) {
    int place = plan.placeOf(selection);
    EventList list = lists.get(place);
    if (list == null) {
      list = Remembering.list(remembered(place), plan.selected(place));
      lists.put(place, list);
    }
    return now < list.exactFrom() ? complete(place) : list;
  }

  /** No fewer than windows see from now on. */
  int size(int place) {
    return Remembering.size(remembered(place));
  }

  private SelectedEvents remembered(int place) {
    SelectedEvents events = remembered[place];
    if (events == null) {
      events = memory.selected(plan.selected(place).key());
      if (events == null) {
        events = Remembering.nothing(plan.selected(place));
      }
      remembered[place] = events;
    }
    return events;
  }

  private void change(int place, SelectedEvents events) {
    changed.set(place);
    remembered[place] = events;
  }

  private EventList complete(int place) {
    EventList list = complete.get(place);
    if (list == null) {
      list = EventList.of(all(place), false);
      complete.put(place, list);
    }
    return list;
  }

  private List<Occurrence> all(int place) {
    return memory.events().stream().filter(event -> plan.isOf(place, event)).toList();
  }

  /** Takes an event in; the selections it belongs to. */
  BitSet add(Occurrence event) {
    BitSet matching = plan.matching(event);
    matching.stream().forEach(place -> add(event, place));
    return matching;
  }

  private void add(Occurrence event, int place) {
    Selected selected = plan.selected(place);
    SelectedEvents more = Remembering.with(event, remembered(place), selected);
    change(place, more == null ? Remembering.of(all(place), selected) : more);
  }

  /** Takes all events, ascending, instead of what was remembered; the selections they belong to. */
  BitSet addAll(List<Occurrence> events) {
    Map<Integer, List<Occurrence>> all = new TreeMap<>();
    for (Occurrence event : events) {
      plan.matching(event).stream()
          .forEach(place -> all.computeIfAbsent(place, none -> new ArrayList<>()).add(event));
    }
    BitSet matching = new BitSet();
    all.forEach(
        (place, matched) -> {
          matching.set(place);
          lists.put(place, EventList.of(matched, false));
          change(place, Remembering.of(matched, plan.selected(place)));
        });
    return matching;
  }

  /** Keeps what has changed, without what no window will reach back to. */
  void keep(long now) {
    changed.stream()
        .forEach(
            place ->
                memory.select(Remembering.forget(remembered(place), plan.selected(place), now)));
  }
}
