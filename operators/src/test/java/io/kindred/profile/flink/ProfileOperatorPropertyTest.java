/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.TestObjects;
import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.avro.Profile;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.fragment.Attributes;
import io.kindred.fragment.EventKey;
import io.kindred.identity.Identity;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileDocument;
import io.kindred.profile.ProfileFacts;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.Timeline;
import io.kindred.segment.Timeline.Standings;
import io.kindred.segment.ValidSegments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: whatever comes to a profile in whatever way, it is published as all of its facts together
 * say, and the changes of memberships add up to the same. Method: two profiles, fragments that are
 * added to, join, leave and come back, late and repeated events, segments that are defined, paused
 * and withdrawn, time that goes on, restarts; after each step everything is computed from scratch.
 */
class ProfileOperatorPropertyTest {

  private static final int STEPS = 40;
  private static final int VERSIONS_KEPT = 3;
  private static final List<String> PQL =
      List.of(
          "xEvent[eventType = 'buy' and timestamp occurs <= 7 hours before now]",
          "xEvent[eventType = 'buy'].count() >= 2",
          "not xEvent[eventType = 'view' and timestamp occurs <= 3 hours before now]",
          "loyalty.tier = 'gold' and xEvent[timestamp occurs today].sum(total) > 5",
          "xEvent[eventType in ['view', 'buy'] and shop != ^.loyalty.shop]",
          "chain(xEvent, timestamp, [A: WHAT(eventType = 'view'), B: WHAT(eventType = 'buy')"
              + " WHERE(total > A.total) WHEN(<= 2 hours after A)])",
          "inSegment('s0') and not inSegment('s1')",
          "not inSegment('s2') or inSegment('s3')",
          "loyalty.shop.isNull()");

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("kindred.seeds", 60));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aProfileIsWhatItsFactsSay(long seed) throws Exception {
    new World(seed).play();
  }

  /** A fragment, and the profile it belongs to. */
  private static final class Fragment {
    private final Identity identity;
    private final SortedMap<String, Event> events = new TreeMap<>();
    private List<AttributeVersion> versions = List.of();
    private String profile;

    Fragment(Identity identity, String profile) {
      this.identity = identity;
      this.profile = profile;
    }

    boolean isEmpty() {
      return events.isEmpty() && versions.isEmpty();
    }
  }

  private static final class World {
    private final long seed;
    private final Random random;
    private final List<Fragment> fragments = new ArrayList<>();
    private final Map<String, String> inForce = new TreeMap<>();
    private final ProfileRig rig;
    private long watermark = TestObjects.NOON;
    private long version = 1;
    private long clock;
    private int made;

    World(long seed) throws Exception {
      this.seed = seed;
      this.random = new Random(seed);
      List<DefinitionUpdate> atStart = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        inForce.put("s" + i, PQL.get(random.nextInt(i < 2 ? 6 : PQL.size())));
        atStart.add(ProfileRig.segment("s" + i, inForce.get("s" + i), "active", version));
      }
      StateBackend backend =
          random.nextInt(4) == 0 ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
      ProfileSettings settings =
          new ProfileSettings(0, VERSIONS_KEPT, 0, new BackFill.Pace(1, 1), 3, Long.MIN_VALUE);
      rig = new ProfileRig(atStart, settings, backend);
      rig.watermark(watermark);
      for (int i = 0; i < 4; i++) {
        fragments.add(new Fragment(TestObjects.ecid(i), random.nextBoolean() ? "one" : "two"));
      }
    }

    void play() throws Exception {
      try (rig) {
        for (int step = 0; step < STEPS; step++) {
          switch (random.nextInt(14)) {
            case 0 -> define();
            case 1 -> move(any());
            case 2 -> rig.restart();
            case 3, 4 -> goOn();
            case 5, 6, 7 -> attributes(any());
            default -> event(any());
          }
          settle();
          check(step);
        }
      }
    }

    private Fragment any() {
      return fragments.get(random.nextInt(fragments.size()));
    }

    private long time() {
      return random.nextInt(3) == 0
          ? watermark - random.nextInt((int) (10 * TestObjects.HOUR))
          : watermark + (long) random.nextInt((int) TestObjects.HOUR) * random.nextInt(2);
    }

    private void event(Fragment fragment) throws Exception {
      List<Event> known = fragments.stream().flatMap(f -> f.events.values().stream()).toList();
      Event event =
          !known.isEmpty() && random.nextInt(8) == 0
              ? known.get(random.nextInt(known.size()))
              : made(fragment.identity);
      if (fragment.events.putIfAbsent(EventKey.of(event), event) == null) {
        rig.apply(change(fragment, FragmentChangeKind.ADD, List.of(event), List.of()));
      }
    }

    private Event made(Identity identity) {
      String type = List.of("view", "buy", "other").get(random.nextInt(3));
      var document =
          TestObjects.eventJson("e" + made++, time(), identity)
              .put("eventType", type)
              .put("total", random.nextInt(9))
              .put("shop", "s" + random.nextInt(2));
      return TestObjects.event(TestObjects.WEB, document, identity);
    }

    private void attributes(Fragment fragment) throws Exception {
      String path = random.nextBoolean() ? "/loyalty/tier" : "/loyalty/shop";
      String value = List.of("\"gold\"", "\"s1\"", "null").get(random.nextInt(3));
      AttributeVersion version =
          new AttributeVersion(path, value, time(), TestObjects.CRM, "r" + made++);
      fragment.versions = Attributes.add(fragment.versions, List.of(version), VERSIONS_KEPT);
      rig.apply(change(fragment, FragmentChangeKind.ADD, List.of(), List.of(version)));
    }

    private void move(Fragment fragment) throws Exception {
      if (!fragment.isEmpty()) {
        rig.apply(change(fragment, FragmentChangeKind.LEAVE, List.of(), List.of()));
        fragment.profile = fragment.profile.equals("one") ? "two" : "one";
        List<Event> events = List.copyOf(fragment.events.values());
        rig.apply(change(fragment, FragmentChangeKind.JOIN, events, fragment.versions));
      }
    }

    private static FragmentChange change(
        Fragment fragment,
        FragmentChangeKind kind,
        List<Event> events,
        List<AttributeVersion> versions) {
      return FragmentChange.newBuilder()
          .setProfileId(fragment.profile)
          .setKind(kind)
          .setIdentity(fragment.identity.key())
          .setEvents(events)
          .setAttributes(versions)
          .build();
    }

    private void define() throws Exception {
      String id = "s" + random.nextInt(5);
      String pql = PQL.get(random.nextInt(PQL.size()));
      String state = random.nextInt(4) == 0 ? "paused" : "active";
      if (state.equals("active")) {
        inForce.put(id, pql);
      } else {
        inForce.remove(id);
      }
      rig.define(ProfileRig.segment(id, pql, state, ++version));
    }

    private void goOn() throws Exception {
      watermark += random.nextInt((int) (4 * TestObjects.HOUR));
      rig.watermark(watermark);
    }

    /** Lets what is left of a back-fill happen. */
    private void settle() throws Exception {
      for (int i = 0; i < 5; i++) {
        rig.processingTime(clock += 2);
      }
    }

    private void check(int step) throws Exception {
      List<SegmentDefinition> segments = new ArrayList<>();
      inForce.forEach((id, pql) -> segments.add(new SegmentDefinition(id, id, pql)));
      for (String id : List.of("one", "two")) {
        ProfileFacts facts = facts(id);
        Profile published = rig.published().get(id);
        if (facts.identities().isEmpty()) {
          assertThat(published).as("seed %d, step %d: %s", seed, step, id).isNull();
          continue;
        }
        // A profile is looked at when something happens to it, and so is its time.
        long now = Math.max(watermark, facts.latest());
        Standings standings = Timeline.of(ValidSegments.among(segments).set(), facts, now);
        assertThat(published)
            .as("seed %d, step %d: %s %s", seed, step, id, inForce)
            .isEqualTo(ProfileDocument.of(id, published.getRevision(), facts, standings));
        SortedMap<String, Long> members = new TreeMap<>();
        standings
            .bySegment()
            .forEach(
                (segment, standing) -> {
                  if (standing.member()) {
                    members.put(segment, standing.since());
                  }
                });
        assertThat(rig.audience(id)).as("seed %d, step %d: %s", seed, step, id).isEqualTo(members);
      }
    }

    private ProfileFacts facts(String profile) {
      Map<String, List<AttributeVersion>> versions = new TreeMap<>();
      List<Event> events = new ArrayList<>();
      for (Fragment fragment : fragments) {
        if (fragment.profile.equals(profile) && !fragment.isEmpty()) {
          versions.put(fragment.identity.key(), fragment.versions);
          events.addAll(fragment.events.values());
        }
      }
      return new ProfileFacts(versions, events, MergePolicy.DEFAULT);
    }
  }
}
