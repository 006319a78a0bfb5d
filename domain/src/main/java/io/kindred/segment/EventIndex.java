/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Subject.Occurrence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which selections an event belongs to. A selection that demands a text at a path is
 * looked at only by events that have it there; where it demands several, the one counts that is
 * demanded by the fewest. Those without such a demand are looked at by every event.
 *
 * <p>Not for several threads.
 */
final class EventIndex {

  private final List<Selection.Events> selections;
  private final Map<List<String>, Map<String, List<Integer>>> byText = new HashMap<>();
  private final List<Integer> always = new ArrayList<>();
  private final Interpreter interpreter;
  private final Slots slots;

  EventIndex(List<Selection.Events> selections, int slotCount) {
    this.selections = selections;
    this.interpreter = new Interpreter(NOTHING, Map.of(), slotCount);
    this.slots = interpreter.slots();
    Map<Demand, Integer> popularity = popularity();
    for (int i = 0; i < selections.size(); i++) {
      add(i, rarest(demands(i), popularity));
    }
  }

  /** A condition on an event alone asks about nothing else. */
  private static final Facts NOTHING =
      new Facts(
          t -> {
            throw new IllegalStateException("asks about the profile");
          },
          (selection, satisfies, now) -> {
            throw new IllegalStateException("asks about other events");
          });

  private List<Demand> demands(int selection) {
    Selection.Events events = selections.get(selection);
    return events.where().map(where -> Demand.of(where, events.slot())).orElse(List.of());
  }

  private Map<Demand, Integer> popularity() {
    Map<Demand, Integer> popularity = new HashMap<>();
    for (int i = 0; i < selections.size(); i++) {
      demands(i).stream()
          .flatMap(Demand::apart)
          .forEach(demand -> popularity.merge(demand, 1, Integer::sum));
    }
    return popularity;
  }

  private static Optional<Demand> rarest(List<Demand> demands, Map<Demand, Integer> popularity) {
    return demands.stream()
        .min(
            Comparator.comparingInt(
                demand -> demand.apart().mapToInt(one -> popularity.getOrDefault(one, 0)).sum()));
  }

  private void add(int selection, Optional<Demand> demand) {
    if (demand.isEmpty()) {
      always.add(selection);
      return;
    }
    Map<String, List<Integer>> texts =
        byText.computeIfAbsent(demand.get().path(), none -> new HashMap<>());
    for (String text : demand.get().texts()) {
      texts.computeIfAbsent(text, none -> new ArrayList<>()).add(selection);
    }
  }

  /** The places in the list of selections of those that the event belongs to. */
  BitSet matching(Occurrence event) {
    BitSet matching = new BitSet(selections.size());
    collect(always, event, matching);
    for (Map.Entry<List<String>, Map<String, List<Integer>>> texts : byText.entrySet()) {
      for (String text : Demand.textsAt(event.document(), texts.getKey())) {
        collect(texts.getValue().getOrDefault(text, List.of()), event, matching);
      }
    }
    return matching;
  }

  private void collect(List<Integer> candidates, Occurrence event, BitSet matching) {
    for (int i = 0; i < candidates.size(); i++) {
      int selection = candidates.get(i);
      if (!matching.get(selection) && isOf(selection, event)) {
        matching.set(selection);
      }
    }
  }

  boolean isOf(int selection, Occurrence event) {
    Selection.Events events = selections.get(selection);
    slots.put(events.slot(), event.document(), event.timestamp());
    return events.where().isEmpty() || interpreter.holds(events.where().get());
  }
}
