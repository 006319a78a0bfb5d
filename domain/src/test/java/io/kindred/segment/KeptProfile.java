/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.avro.SelectedEvents;
import io.kindred.segment.Reckoning.Into;
import io.kindred.segment.Reckoning.Known;
import io.kindred.segment.Reckoning.News;
import io.kindred.segment.Subject.Occurrence;
import io.kindred.segment.Timeline.Standing;
import io.kindred.segment.Timeline.Standings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One profile that is kept as the stream keeps it, beside all its facts. */
final class KeptProfile implements SegmentMemory {

  private static final Set<String> ATTRIBUTES =
      Set.of("a", "b", "since", "times", "day", "o", "tags");

  private final Map<Long, SelectedEvents> selected = new HashMap<>();
  private SegmentSet segments = SegmentSet.EMPTY;
  private SegmentPlan plan = SegmentPlan.of(segments);
  private FakeSubject facts = new FakeSubject();
  private boolean hasAttributes;
  private SegmentStandings standings = SegmentStandings.NONE;
  private long asOf;
  private int loads;

  void define(List<SegmentDefinition> definitions) throws Exception {
    segments = SegmentSet.of(definitions);
    plan = SegmentPlan.of(segments);
  }

  void afresh(long now) {
    asOf = Math.max(Math.max(asOf, now), facts.latest());
    selected.clear();
    Set<String> names = hasAttributes ? ATTRIBUTES : Set.of();
    standings = Reckoning.afresh(plan, facts, names, new Into(this, asOf));
  }

  void event(Occurrence event, long now) {
    long earliest = facts.earliest();
    facts.event(event);
    if (event.timestamp() < earliest) {
      afresh(now);
    } else {
      after(new News(List.of(event), Set.of(), Long.MAX_VALUE), now);
    }
  }

  void entity(long from, String json, long now) {
    long earliest = facts.earliest();
    facts.entity(from, json);
    hasAttributes = true;
    if (from < earliest) {
      afresh(now);
    } else {
      after(new News(List.of(), ATTRIBUTES, from), now);
    }
  }

  void after(News news, long now) {
    long before = asOf;
    asOf = Math.max(Math.max(asOf, now), facts.latest());
    Known known = new Known(standings, before, facts.earliest(), asOf);
    standings = standings.with(Reckoning.after(news, plan, this, known));
  }

  void replaceFacts(FakeSubject others, long now) {
    facts = others;
    afresh(now);
  }

  SegmentSet segments() {
    return segments;
  }

  FakeSubject facts() {
    return facts;
  }

  long asOf() {
    return asOf;
  }

  SegmentStandings standings() {
    return standings;
  }

  /** How often all events were asked for. */
  int loads() {
    return loads;
  }

  Collection<SelectedEvents> selected() {
    return selected.values();
  }

  Standings shown() {
    SortedMap<String, Standing> bySegment = new TreeMap<>();
    standings.eachEverIn(
        (number, is) ->
            bySegment.put(plan.names().get(number), new Standing(is.member(), is.since())));
    return new Standings(bySegment, asOf, standings.nextChange());
  }

  @Override
  public Subject.At attributes(long t) {
    return facts.attributes(t);
  }

  @Override
  public List<Occurrence> events() {
    loads++;
    return facts.events();
  }

  @Override
  public @Nullable SelectedEvents selected(long key) {
    return selected.get(key);
  }

  @Override
  public void select(SelectedEvents events) {
    selected.put(events.getKey(), events);
  }
}
