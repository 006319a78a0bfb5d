/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kindred.segment.Subject.Occurrence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Segments compiled for a stream of changes: which of them an event, an attribute or another
 * segment can change, and what of its events a profile has to remember for them.
 *
 * <p>Not for several threads.
 */
public final class SegmentPlan {

  /**
   * A segment, at its place in the order in which each follows those it asks about.
   *
   * @param number its place by ascending id
   * @param like the first place with the same condition
   * @param dependents places of the segments that ask about it
   * @param rest what it is for a profile that has nothing it looks at
   * @param grows an event more never makes it false
   * @param needs it is not true without all of these
   */
  record Step(
      String id,
      int number,
      Expression condition,
      int like,
      List<Integer> dependents,
      Rest rest,
      boolean grows,
      List<Need> needs) {}

  /** At least so many events of the selection at a place. */
  record Need(int selection, int least) {}

  /** A profile that has nothing a segment looks at is in it always, never, or as time goes. */
  enum Rest {
    IN,
    OUT,
    MOVING
  }

  /**
   * A selection of events that one or more segments look at.
   *
   * @param key by which a profile remembers it: another if another is asked for
   * @param fields what is read of its events besides their time
   * @param horizon how far back in time they are looked at
   * @param segments places of those that do
   */
  record Selected(
      Selection.Events events, long key, Projection fields, long horizon, List<Integer> segments) {}

  /** A profile of whom nothing is known. */
  private static final Subject NOBODY =
      new Snapshot(JsonNodeFactory.instance.objectNode(), List.of());

  private final List<Step> steps = new ArrayList<>();
  private final List<Selected> selections;
  private final IdentityHashMap<Selection.Events, Integer> places = new IdentityHashMap<>();
  private final Map<String, Integer> byId = new HashMap<>();
  private final List<String> names;
  private final int[] numbered;
  private final Map<String, List<Integer>> readers = new HashMap<>();
  private final Map<Expression, Integer> conditions = new HashMap<>();
  private final Desk desk;
  private final EventIndex index;
  private final CommonParts common;
  private final int slots;
  private final long fingerprint;

  private SegmentPlan(SegmentSet segments) {
    this.slots = segments.slots();
    this.names = segments.inOrder().keySet().stream().sorted().toList();
    this.numbered = new int[names.size()];
    List<Reads> reads = segments.inOrder().values().stream().map(Reads::of).toList();
    this.selections = new Sharing(reads, places).selections();
    this.index = new EventIndex(selections.stream().map(Selected::events).toList(), slots);
    segments.inOrder().forEach((id, condition) -> add(id, condition, reads.get(steps.size())));
    this.common = new CommonParts(conditions.keySet());
    this.desk = Desk.of(steps.size(), selections.size(), common.size());
    this.fingerprint = Fingerprint.of(steps + "" + selections);
  }

  public static SegmentPlan of(SegmentSet segments) {
    return new SegmentPlan(segments);
  }

  /** Differs where something else is asked, or something else has to be remembered for it. */
  public long fingerprint() {
    return fingerprint;
  }

  public Set<String> ids() {
    return Collections.unmodifiableSet(byId.keySet());
  }

  /** The ids by their numbers: the number of a segment is its place by ascending id. */
  public List<String> names() {
    return names;
  }

  /** The segments that another plan has not, or not in the same meaning. */
  public Set<String> otherThan(SegmentPlan before) {
    Set<String> others = new TreeSet<>();
    for (Step step : steps) {
      Integer place = before.byId.get(step.id());
      if (place == null || !before.steps.get(place).condition().equals(step.condition())) {
        others.add(step.id());
      }
      if (others.contains(step.id())) {
        step.dependents().forEach(asks -> others.add(steps.get(asks).id()));
      }
    }
    return others;
  }

  private void add(String id, Expression condition, Reads read) {
    int place = steps.size();
    boolean moving = false;
    for (String asked : read.segments()) {
      Step step = steps.get(place(asked));
      step.dependents().add(place);
      moving |= step.rest() == Rest.MOVING;
    }
    for (String attribute : read.attributes()) {
      readers.computeIfAbsent(attribute, none -> new ArrayList<>()).add(place);
    }
    byId.put(id, place);
    Rest rest = moving ? Rest.MOVING : rest(condition);
    Integer like = conditions.putIfAbsent(condition, place);
    Reach reach = Reach.of(condition);
    List<Need> needs =
        reach.needs().stream()
            .map(need -> new Need(placeOf(need.events()), need.least()))
            .distinct()
            .toList();
    int number = Collections.binarySearch(names, id);
    numbered[number] = place;
    int first = like == null ? place : like;
    steps.add(
        new Step(id, number, condition, first, new ArrayList<>(), rest, reach.grows(), needs));
  }

  private Rest rest(Expression condition) {
    Clock clock = new Clock(0);
    boolean member =
        new Interpreter(
                new Facts(NOBODY), (id, at) -> steps.get(place(id)).rest() == Rest.IN, slots)
            .holds(condition, clock);
    if (clock.from() > Long.MIN_VALUE || clock.until() < Long.MAX_VALUE) {
      return Rest.MOVING;
    }
    return member ? Rest.IN : Rest.OUT;
  }

  // -- what the evaluation asks

  List<Step> steps() {
    return steps;
  }

  /** For one reckoning at a time. */
  Desk desk() {
    return desk;
  }

  int place(String id) {
    Integer place = byId.get(id);
    if (place == null) {
      throw new IllegalArgumentException("no segment " + id);
    }
    return place;
  }

  int placeOf(int number) {
    return numbered[number];
  }

  int selectionCount() {
    return selections.size();
  }

  Selected selected(int selection) {
    return selections.get(selection);
  }

  int placeOf(Selection.Events selection) {
    Integer place = places.get(selection);
    if (place == null) {
      throw new IllegalArgumentException("no selection of these segments");
    }
    return place;
  }

  /** The selections that an event belongs to. */
  BitSet matching(Occurrence event) {
    return selections.isEmpty() ? new BitSet() : index.matching(event);
  }

  boolean isOf(int selection, Occurrence event) {
    return index.isOf(selection, event);
  }

  /** Places of the segments that look at any of these attributes. */
  BitSet readers(Collection<String> attributes) {
    BitSet places = new BitSet();
    for (String attribute : attributes) {
      readers.getOrDefault(attribute, List.of()).forEach(places::set);
    }
    if (!attributes.isEmpty()) {
      readers.getOrDefault(Reads.EVERYTHING, List.of()).forEach(places::set);
    }
    return places;
  }

  /** What several conditions have in common. */
  CommonParts common() {
    return common;
  }

  /** How many slots an interpreter of any of them needs. */
  int slots() {
    return slots;
  }
}
