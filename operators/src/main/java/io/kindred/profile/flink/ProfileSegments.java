/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.Membership;
import io.kindred.avro.Profile;
import io.kindred.avro.ProfileState;
import io.kindred.avro.SelectedEvents;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileDocument;
import io.kindred.profile.ProfileFacts;
import io.kindred.segment.Reckoning;
import io.kindred.segment.SegmentMemory;
import io.kindred.segment.SegmentStandings;
import io.kindred.segment.SegmentStandings.Standing;
import io.kindred.segment.Subject;
import io.kindred.topic.flink.ContractType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Where the profile whose key is current stands with its segments. A change reads what the segments
 * that it can change look at; all events are read where facts come or go as a whole, the rules are
 * others, or a fact comes before what windows remember.
 */
final class ProfileSegments {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final MapStateDescriptor<Long, SelectedEvents> SELECTED =
      new MapStateDescriptor<>("selected", Types.LONG, new ContractType<>(SelectedEvents.class));
  static final ValueStateDescriptor<Profile> SHOWN =
      new ValueStateDescriptor<>("shown", new ContractType<>(Profile.class));

  /** So much of one selection stands beside the others, and more by itself. */
  private static final int SMALL_MAX_BYTES = 256;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final MapState<Long, SelectedEvents> selected;
  private final ValueState<Profile> shown;
  private final ProfileFragments fragments;
  private final FollowedRules followed;

  ProfileSegments(RuntimeContext context, ProfileFragments fragments, FollowedRules followed) {
    this.selected = context.getMapState(SELECTED);
    this.shown = context.getState(SHOWN);
    this.fragments = fragments;
    this.followed = followed;
  }

  /**
   * Brings the standings up to date.
   *
   * @param state is changed
   * @param reached event time, as far as it is known without the new facts
   */
  Outcome update(ProfileState state, Novelty news, ProfileRules rules, long reached)
      throws Exception {
    Memory memory = new Memory(rules.policy(), state);
    boolean follows = state.getRules() == rules.fingerprint() && news.from() >= state.getEarliest();
    long latest = reached;
    if (follows && news.isShown()) {
      ProfileFacts attributes = memory.attributes();
      follows = Math.min(attributes.earliest(), state.getFirstEvent()) == state.getEarliest();
      latest = Math.max(latest, attributes.latest());
      shown.update(ProfileDocument.of("", attributes));
    }
    return follows
        ? follow(state, news, rules, new Into(memory, latest))
        : reckonAfresh(state, rules, new Into(memory, reached));
  }

  /**
   * Where a profile stands now, and what of it is to be announced.
   *
   * @param seen whether its document is another
   */
  record Outcome(SegmentStandings standings, Announcements announcements, boolean seen) {}

  /** Of whom nothing is known. */
  static ProfileState newProfile() {
    return ProfileState.newBuilder()
        .setRevision(0)
        .setStandings(NOTHING)
        .setAsOf(Long.MIN_VALUE)
        .setNextChange(Long.MAX_VALUE)
        .setRules(0)
        .setJourneyRules(0)
        .setEarliest(Long.MAX_VALUE)
        .setFirstEvent(Long.MAX_VALUE)
        .setLastEvent(Long.MIN_VALUE)
        .setEvents(0)
        .setSelected(NOTHING)
        .setLarge(List.of())
        .setEmitDue(Long.MIN_VALUE)
        .setEmitWanted(false)
        .build();
  }

  /** Where facts are, and the latest moment known. */
  private record Into(Memory memory, long latest) {}

  private Outcome follow(ProfileState state, Novelty news, ProfileRules rules, Into into)
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
    SegmentStandings before = SegmentStandings.of(state.getStandings());
    SortedMap<Integer, Standing> turned =
        Reckoning.after(
            new Reckoning.News(events, news.attributes(), news.attributesFrom()),
            rules.plan(),
            into.memory(),
            new Reckoning.Known(before, state.getAsOf(), state.getEarliest(), now));
    SegmentStandings after = before.with(turned);
    state.setStandings(after.packed());
    into.memory().keep(state);
    state.setAsOf(now);
    Announcements announcements = new Announcements(now);
    for (Map.Entry<Integer, Standing> turn : turned.entrySet()) {
      int number = turn.getKey();
      announcements.add(rules.plan().names().get(number), before.get(number), turn.getValue());
    }
    boolean seen = !events.isEmpty() || news.isShown() || !announcements.all().isEmpty();
    return new Outcome(after, announcements, seen);
  }

  private Outcome reckonAfresh(ProfileState state, ProfileRules rules, Into into) throws Exception {
    ProfileFacts facts = into.memory().facts();
    long now = Math.max(into.latest(), facts.latest());
    into.memory().forget();
    boolean seen = note(state, facts, ProfileDocument.of("", into.memory().attributes()));
    SortedMap<String, Standing> before = byId(state);
    SegmentStandings after =
        Reckoning.afresh(
            rules.plan(), facts, facts.names(), new Reckoning.Into(into.memory(), now));
    state.setRules(rules.fingerprint());
    state.setStandings(after.packed());
    into.memory().keep(state);
    state.setAsOf(now);
    SortedMap<String, Standing> stands = byId(state);
    Announcements announcements = new Announcements(now).addAll(before, stands);
    seen |= !announcements.all().isEmpty() || !stands.keySet().equals(before.keySet());
    return new Outcome(after, announcements, seen);
  }

  /** Notes what is known of it. Returns whether that is more than, or other than, before. */
  private boolean note(ProfileState state, ProfileFacts facts, Profile attributes)
      throws Exception {
    boolean isSame =
        attributes.equals(shown.value())
            && state.getLastEvent() == facts.lastEvent()
            && state.getEvents() == facts.events().size();
    if (!isSame) {
      shown.update(attributes);
    }
    state.setEarliest(facts.earliest());
    state.setFirstEvent(facts.firstEvent());
    state.setLastEvent(facts.lastEvent());
    state.setEvents(facts.events().size());
    return !isSame;
  }

  /** Where it stands with the segments it is or was in. */
  private SortedMap<String, Standing> byId(ProfileState state) {
    SortedMap<String, Standing> byId = new TreeMap<>();
    List<String> names = followed.names(state.getRules());
    SegmentStandings.of(state.getStandings())
        .eachEverIn((number, is) -> byId.put(names.get(number), is));
    return byId;
  }

  /** The profile as it is published. */
  Profile document(String profileId, ProfileState state, SegmentStandings standings)
      throws Exception {
    List<String> names = followed.names(state.getRules());
    List<Membership> memberships = new ArrayList<>(standings.size());
    standings.eachEverIn(
        (number, is) -> memberships.add(ProfileDocument.membership(names.get(number), is)));
    return ProfileDocument.of(profileId, shown.value(), state, memberships);
  }

  /** The exits of a profile that ends. */
  Announcements exits(ProfileState state) {
    return new Announcements(state.getAsOf()).addAll(byId(state), new TreeMap<>());
  }

  void clear() {
    selected.clear();
    shown.clear();
  }

  /** What is remembered of the profile; each kind of facts is read when first asked for. */
  private final class Memory implements SegmentMemory {

    private final MergePolicy policy;
    private SmallSelections small;
    private final Set<Long> large;
    private @Nullable ProfileFacts attributes;
    private @Nullable ProfileFacts facts;

    Memory(MergePolicy policy, ProfileState state) {
      this.policy = policy;
      this.small = new SmallSelections(state.getSelected());
      this.large = new HashSet<>(state.getLarge());
    }

    void keep(ProfileState state) {
      state.setSelected(small.packed());
      state.setLarge(List.copyOf(large));
    }

    void forget() {
      small = new SmallSelections(NOTHING);
      if (!large.isEmpty()) {
        large.clear();
        selected.clear();
      }
    }

    ProfileFacts attributes() {
      if (attributes == null) {
        attributes =
            facts == null
                ? Unfailing.get(() -> fragments.attributes(policy))
                : facts.withoutEvents();
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
      SelectedEvents events = small.get(key);
      if (events != null) {
        return events;
      }
      return large.contains(key) ? Unfailing.get(() -> selected.get(key)) : null;
    }

    @Override
    public void select(SelectedEvents events) {
      long key = events.getKey();
      if (isSmall(events)) {
        small.put(events);
        if (large.remove(key)) {
          Unfailing.run(() -> selected.remove(key));
        }
      } else {
        small.remove(key);
        large.add(key);
        Unfailing.run(() -> selected.put(key, events));
      }
    }
  }

  /** Many small ones are cheaper to read and write as a whole than a few of them one by one. */
  private static boolean isSmall(SelectedEvents events) {
    ByteBuffer documents = events.getDocuments();
    int bytes = events.getTimes().remaining() + (documents == null ? 0 : documents.remaining());
    return bytes <= SMALL_MAX_BYTES;
  }
}
