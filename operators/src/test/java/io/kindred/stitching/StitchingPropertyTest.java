/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.stitching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.TestObjects;
import io.kindred.avro.AttributeVersion;
import io.kindred.avro.CutFact;
import io.kindred.avro.Event;
import io.kindred.avro.IdentityCluster;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.avro.Record;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.fragment.Attributes;
import io.kindred.identity.Cuts;
import io.kindred.identity.Explanation;
import io.kindred.identity.Facts;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Link;
import io.kindred.identity.Partition;
import io.kindred.identity.ProfileId;
import io.kindred.identity.Seen;
import io.kindred.identity.flink.ResolverSettings;
import io.kindred.journey.Journey;
import io.kindred.journey.JourneyDefinitions;
import io.kindred.journey.Journeys;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileDocument;
import io.kindred.profile.ProfileFacts;
import io.kindred.profile.ProfileJson;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import io.kindred.segment.Timeline;
import io.kindred.topic.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events, records, cuts and gossip may arrive in any order, twice, and around crashes. Goal: the
 * profiles, memberships and counts of the real operators are those that a batch computation makes
 * of the set of facts. Method: draw facts from a seed, interleave them with the gossip that they
 * cause, go back to snapshots while the gossip log stays, and compare at quiescence.
 */
class StitchingPropertyTest {

  private static final String BUYER = "buyer";
  private static final String GOLD = "gold";
  private static final List<DefinitionUpdate> DEFINITIONS =
      List.of(
          new DefinitionUpdate(
              DefinitionKind.IDENTITY_SETTINGS,
              DefinitionKind.DEFAULT_ID,
              TestObjects.identitySettings().json(),
              1),
          segment(
              BUYER,
              "xEvent[eventType = 'buy' and timestamp occurs <= 7 days before now] and not"
                  + " xEvent[eventType = 'return' and timestamp occurs <= 7 days before now]"),
          segment(GOLD, "loyalty.tier = 'gold'"),
          JourneyWorld.touchpoint("site", "view", 3),
          JourneyWorld.conversion("purchase", "buy", 4),
          JourneyWorld.settings(5));

  /** Comes while facts do. */
  private static final DefinitionUpdate LATER = JourneyWorld.touchpoint("service", "return", 6);

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("kindred.seeds", 60));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheOrderTheProfilesAreThoseOfABatch(long seed) throws Exception {
    Random random = new Random(seed);
    World world = World.draw(random);
    long now = TestObjects.NOON + 20 * TestObjects.DAY;

    ResolverSettings settings = seed % 2 == 0 ? StitchingRig.RESOLVER : StitchingRig.WAITING;
    try (StitchingRig rig = new StitchingRig(DEFINITIONS, settings)) {
      RandomPlay.play(world.inputs(random), rig, random);
      rig.settle();
      rig.watermark(now);
      rig.settle();

      SortedMap<String, String> expected = new TreeMap<>();
      SortedMap<String, Long> counts = new TreeMap<>();
      world
          .batch(now)
          .forEach(
              (id, profile) -> {
                expected.put(id, ProfileJson.of(profile).toString());
                profile.getMemberships().stream()
                    .filter(m -> m.getStatus() == MembershipStatus.realized)
                    .forEach(m -> counts.merge(m.getSegmentId(), 1L, Long::sum));
              });
      SortedMap<String, String> actual = new TreeMap<>();
      rig.published().forEach((id, profile) -> actual.put(id, ProfileJson.of(profile).toString()));
      assertThat(actual).as("profiles").isEqualTo(expected);
      rig.members().values().removeIf(members -> members == 0);
      assertThat(rig.members()).as("counts").isEqualTo(counts);
      assertThat(rig.journeys(random)).as("journeys").isEqualTo(world.journeys(now));
      rig.identityMap().forEach((identity, profile) -> assertExplained(rig, identity, profile));
    }
  }

  /** The published component has the identity where the identity map has it, and says why. */
  private static void assertExplained(StitchingRig rig, String identity, String profileId) {
    IdentityComponent component = rig.component(identity);
    if (component == null) {
      assertThat(profileId).as(identity).isEqualTo(ProfileId.of(identity));
      return;
    }
    Facts facts = GossipCodec.facts(component.getFacts());
    for (IdentityCluster cluster : component.getClusters()) {
      boolean together = cluster.getIdentities().contains(identity);
      assertThat(cluster.getProfileId().equals(profileId)).as(identity).isEqualTo(together);
      String other = cluster.getIdentities().get(0);
      assertThat(
              Explanation.of(facts, TestObjects.identitySettings(), identity, other).standing()
                  == Explanation.Standing.ONE_PERSON)
          .as("%s and %s", identity, other)
          .isEqualTo(together);
    }
  }

  /** The facts of one run, in the order of arrival. */
  private record World(List<Object> arrivals) {

    static World draw(Random random) {
      List<Identity> people = List.of(id("CRMID", 1), id("CRMID", 2), id("LoyaltyID", 3));
      List<Identity> devices = List.of(id("ECID", 4), id("ECID", 5), id("ECID", 6), id("Email", 7));
      List<Object> arrivals = new ArrayList<>();
      int count = 5 + random.nextInt(25);
      for (int i = 0; i < count; i++) {
        long at = TestObjects.NOON + random.nextInt(15 * 24) * TestObjects.HOUR;
        List<Identity> identities = new ArrayList<>();
        identities.add(devices.get(random.nextInt(devices.size())));
        if (random.nextInt(3) == 0) {
          identities.add(0, people.get(random.nextInt(people.size())));
        }
        switch (random.nextInt(12)) {
          case 0, 1 -> arrivals.add(record(i, at, random, identities));
          case 2 -> arrivals.add(cut(at, people, devices, random, i + 1));
          default -> arrivals.add(event(i, at, random, identities));
        }
      }
      arrivals.addAll(arrivals.subList(0, random.nextInt(arrivals.size())));
      Collections.shuffle(arrivals, random);
      return new World(arrivals);
    }

    List<RandomPlay.Input> inputs(Random random) {
      List<RandomPlay.Input> inputs = new ArrayList<>();
      for (Object fact : arrivals) {
        if (fact instanceof Event event) {
          inputs.add(rig -> rig.event(event));
        } else if (fact instanceof Record record) {
          inputs.add(rig -> rig.record(record));
        } else if (fact instanceof CutFact cut) {
          inputs.add(rig -> rig.cut(cut));
        }
      }
      inputs.add(random.nextInt(inputs.size() + 1), rig -> rig.define(LATER));
      return inputs;
    }

    private static List<DefinitionUpdate> definitions() {
      return Stream.concat(DEFINITIONS.stream(), Stream.of(LATER)).toList();
    }

    /** The journeys of all profiles, computed all at once. */
    SortedMap<String, Journey> journeys(long now) throws Exception {
      JourneyDefinitions definitions = JourneyWorld.compiled(definitions());
      SortedMap<String, Journey> journeys = new TreeMap<>();
      facts()
          .forEach(
              (id, facts) ->
                  journeys.putAll(Journeys.of(id, facts.events(), definitions, now).byId()));
      return journeys;
    }

    /** The profiles that the facts make, computed all at once. */
    Map<String, Profile> batch(long now) throws Exception {
      SegmentSet segments =
          SegmentSet.of(
              List.of(
                  SegmentDefinition.parse(BUYER, DEFINITIONS.get(1).body()),
                  SegmentDefinition.parse(GOLD, DEFINITIONS.get(2).body())));
      Map<String, Profile> profiles = new TreeMap<>();
      facts()
          .forEach(
              (id, facts) ->
                  profiles.put(
                      id, ProfileDocument.of(id, 1, facts, Timeline.of(segments, facts, now))));
      return profiles;
    }

    private Map<String, ProfileFacts> facts() {
      Map<String, String> clusters = clusters();
      Map<String, Map<String, List<AttributeVersion>>> members = new TreeMap<>();
      Map<String, Map<String, Event>> events = new HashMap<>();
      clusters.forEach(
          (identity, profile) ->
              members
                  .computeIfAbsent(profile, p -> new TreeMap<>())
                  .put(identity, new ArrayList<>()));
      for (Object fact : arrivals) {
        if (fact instanceof Event event) {
          String key = Topic.EVENTS.keyOf(event);
          events
              .computeIfAbsent(clusters.get(key), p -> new HashMap<>())
              .put(key + event.getId(), event);
        } else if (fact instanceof Record record) {
          String key = Topic.RECORDS.keyOf(record);
          members
              .get(clusters.get(key))
              .compute(key, (k, held) -> Attributes.add(held, Attributes.versionsOf(record), 16));
        }
      }
      Map<String, ProfileFacts> facts = new TreeMap<>();
      members.forEach(
          (id, attributes) ->
              facts.put(
                  id,
                  new ProfileFacts(
                      attributes,
                      events.getOrDefault(id, Map.of()).values(),
                      MergePolicy.DEFAULT)));
      return facts;
    }

    private Map<String, String> clusters() {
      IdentitySettings settings = TestObjects.identitySettings();
      Facts facts = Facts.NONE;
      Map<String, String> alone = new TreeMap<>();
      for (Object fact : arrivals) {
        if (fact instanceof CutFact cut) {
          facts = facts.join(Facts.of(Cuts.of(GossipCodec.place(cut), GossipCodec.word(cut))));
        } else {
          List<IdentityItem> items =
              fact instanceof Event event ? event.getIdentities() : ((Record) fact).getIdentities();
          long at =
              fact instanceof Event event ? event.getTimestamp() : ((Record) fact).getTimestamp();
          Map<Link, Seen> links = new HashMap<>();
          for (IdentityItem a : items) {
            String key = Topic.identityKey(a);
            alone.put(key, ProfileId.of(key));
            for (IdentityItem b : items) {
              if (!a.equals(b)) {
                links.put(Link.between(key, Topic.identityKey(b)), Seen.at(at));
              }
            }
          }
          facts = facts.join(Facts.of(links));
        }
      }
      return byComponent(facts, settings, alone);
    }

    /** The oracle's partition is one of a component; components are found by plain search. */
    private static Map<String, String> byComponent(
        Facts facts, IdentitySettings settings, Map<String, String> clusters) {
      Map<String, String> root = new HashMap<>();
      facts.named().forEach(member -> root.put(member, member));
      List<Link> edges = new ArrayList<>(facts.links().keySet());
      for (Link edge : edges) {
        String from = root.get(edge.a());
        String to = root.get(edge.b());
        root.replaceAll((member, in) -> in.equals(from) ? to : in);
      }
      for (String component : new TreeSet<>(root.values())) {
        Map<Link, Seen> links = new HashMap<>();
        facts
            .links()
            .forEach(
                (l, s) -> {
                  if (root.get(l.a()).equals(component)) links.put(l, s);
                });
        Partition.of(Facts.of(links).join(Facts.of(facts.cuts())), settings)
            .founders()
            .forEach((member, founder) -> clusters.put(member, ProfileId.of(founder)));
      }
      return clusters;
    }

    private static Event event(int i, long at, Random random, List<Identity> identities) {
      String type = List.of("view", "buy", "return").get(random.nextInt(3));
      return TestObjects.event("e" + i, at, type, identities.toArray(Identity[]::new));
    }

    private static Record record(int i, long at, Random random, List<Identity> identities) {
      Identity[] ids = identities.toArray(Identity[]::new);
      ObjectNode document = TestObjects.recordJson(at, ids).put("_id", "r" + i);
      String tier = random.nextBoolean() ? "\"gold\"" : "\"bronze\"";
      return TestObjects.record(
          TestObjects.CRM, TestObjects.with(document, "/loyalty/tier", tier), ids);
    }

    private static CutFact cut(
        long at, List<Identity> people, List<Identity> devices, Random random, long version) {
      Link link =
          Link.between(
              people.get(random.nextInt(people.size())),
              devices.get(random.nextInt(devices.size())));
      boolean ofOne = random.nextInt(4) == 0;
      long until = random.nextInt(4) == 0 ? Cuts.WITHDRAWN : at;
      String definition = "c" + random.nextInt(3);
      return new CutFact(link.a(), ofOne ? "" : link.b(), definition, version, until);
    }

    private static Identity id(String namespace, int number) {
      return new Identity(namespace, "i" + number);
    }
  }

  private static DefinitionUpdate segment(String id, String pql) {
    ObjectNode body =
        (ObjectNode)
            TestObjects.parse(
                "{\"name\": \"%s\", \"expression\": {\"type\": \"PQL\", \"format\": \"pql/text\"}}"
                    .formatted(id));
    ((ObjectNode) body.get("expression")).put("value", pql);
    return new DefinitionUpdate(DefinitionKind.SEGMENT, id, body.toString(), 2);
  }
}
