/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.Profile;
import io.kindred.avro.ProfileState;
import io.kindred.avro.SelectedEvents;
import io.kindred.avro.StandingState;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileDocument;
import io.kindred.profile.ProfileFacts;
import io.kindred.segment.Reckoning;
import io.kindred.segment.SegmentMemory;
import io.kindred.segment.Subject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where the profile whose key is current stands with its segments. A change reads what the segments
 * that it can change look at; all events are read where facts come or go as a whole, the rules are
 * others, or a fact comes before what windows remember.
 */
final class ProfileSegments {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final MapStateDescriptor<Long, SelectedEvents> SELECTED =
      new MapStateDescriptor<>("selected", Types.LONG, new AvroTypeInfo<>(SelectedEvents.class));
  static final ValueStateDescriptor<Profile> SHOWN =
      new ValueStateDescriptor<>("shown", new AvroTypeInfo<>(Profile.class));

  private final MapState<Long, SelectedEvents> selected;
  private final ValueState<Profile> shown;
  private final ProfileFragments fragments;

  ProfileSegments(RuntimeContext context, ProfileFragments fragments) {
    this.selected = context.getMapState(SELECTED);
    this.shown = context.getState(SHOWN);
    this.fragments = fragments;
  }

  /**
   * Brings the standings up to date.
   *
   * @param state is changed
   * @param reached event time, as far as it is known without the new facts
   */
  void update(ProfileState state, Novelty news, ProfileRules rules, long reached) throws Exception {
    Memory memory = new Memory(rules.policy(), state.getSelected());
    boolean follows = state.getRules() == rules.fingerprint() && news.from() >= state.getEarliest();
    long latest = reached;
    if (follows && news.isShown()) {
      ProfileFacts attributes = memory.attributes();
      follows = Math.min(attributes.earliest(), state.getFirstEvent()) == state.getEarliest();
      latest = Math.max(latest, attributes.latest());
      shown.update(ProfileDocument.of("", attributes));
    }
    if (follows) {
      follow(state, news, rules, new Into(memory, latest));
    } else {
      reckonAfresh(state, rules, new Into(memory, reached));
    }
  }

  /** Where facts are, and the latest moment known. */
  private record Into(Memory memory, long latest) {}

  private void follow(ProfileState state, Novelty news, ProfileRules rules, Into into)
      throws Exception {
    List<Subject.Occurrence> events =
        new ProfileFacts(Map.of(), news.events(), rules.policy()).events();
    long now = into.latest();
    for (Subject.Occurrence event : events) {
      now = Math.max(now, event.timestamp());
      state.setFirstEvent(Math.min(state.getFirstEvent(), event.timestamp()));
      state.setLastEvent(Math.max(state.getLastEvent(), event.timestamp()));
      state.setEvents(state.getEvents() + 1);
    }
    List<StandingState> standings =
        Reckoning.after(
            new Reckoning.News(events, news.attributes(), news.attributesFrom()),
            rules.plan(),
            into.memory(),
            new Reckoning.Known(state.getStandings(), state.getAsOf(), state.getEarliest(), now));
    state.setStandings(standings);
    state.setSelected(into.memory().keys());
    state.setAsOf(now);
  }

  private void reckonAfresh(ProfileState state, ProfileRules rules, Into into) throws Exception {
    ProfileFacts facts = into.memory().facts();
    long now = Math.max(into.latest(), facts.latest());
    selected.clear();
    into.memory().keys.clear();
    shown.update(ProfileDocument.of("", facts));
    state.setEarliest(facts.earliest());
    state.setFirstEvent(facts.firstEvent());
    state.setLastEvent(facts.lastEvent());
    state.setEvents(facts.events().size());
    state.setRules(rules.fingerprint());
    state.setStandings(
        Reckoning.afresh(
            rules.plan(), facts, facts.names(), new Reckoning.Into(into.memory(), now)));
    state.setSelected(into.memory().keys());
    state.setAsOf(now);
  }

  /** The profile as it is published. */
  Profile document(String profileId, ProfileState state) throws Exception {
    return ProfileDocument.of(profileId, shown.value(), state);
  }

  void clear() {
    selected.clear();
    shown.clear();
  }

  /** What is remembered of the profile; each kind of facts is read when first asked for. */
  private final class Memory implements SegmentMemory {

    private final MergePolicy policy;
    private final Set<Long> keys;
    private @Nullable ProfileFacts attributes;
    private @Nullable ProfileFacts facts;

    Memory(MergePolicy policy, Collection<Long> keys) {
      this.policy = policy;
      this.keys = new HashSet<>(keys);
    }

    /** Of the selections that have events. */
    List<Long> keys() {
      return List.copyOf(keys);
    }

    ProfileFacts attributes() {
      if (attributes == null) {
        attributes = Unfailing.get(() -> fragments.attributes(policy));
      }
      return attributes;
    }

    ProfileFacts facts() {
      if (facts == null) {
        facts = Unfailing.get(() -> fragments.facts(policy));
      }
      return facts;
    }

    @Override
    public Subject.At attributes(long t) {
      return attributes().attributes(t);
    }

    @Override
    public List<Subject.Occurrence> events() {
      return facts().events();
    }

    @Override
    public @Nullable SelectedEvents selected(long key) {
      return keys.contains(key) ? Unfailing.get(() -> selected.get(key)) : null;
    }

    @Override
    public void select(long key, SelectedEvents events) {
      keys.add(key);
      Unfailing.get(
          () -> {
            selected.put(key, events);
            return key;
          });
    }
  }
}
