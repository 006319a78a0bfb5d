/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.stitching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.TestObjects;
import io.kindred.avro.CutFact;
import io.kindred.avro.Profile;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Cuts;
import io.kindred.identity.Identity;
import io.kindred.identity.Link;
import io.kindred.identity.flink.ResolverSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a person takes back leaves no trace. Goal: a merge that is cut, a cut that is withdrawn and
 * a quarantine that is lifted leave the same profiles, memberships, counts and identity map, byte
 * for byte, as if they had never been. Method: draw a world from a seed and play it twice, with and
 * without, each in an order of its own, around crashes.
 */
class StitchingEquivalenceTest {

  private static final Identity HUB = new Identity("Email", "store@luma.example");
  private static final List<Identity> OTHERS =
      List.of(
          new Identity("CRMID", "1"),
          new Identity("CRMID", "2"),
          new Identity("LoyaltyID", "3"),
          TestObjects.ecid(4),
          TestObjects.ecid(5),
          TestObjects.ecid(6));

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("kindred.seeds", 20));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void linksThatAreCut_areAsIfNeverSeen(long seed) throws Exception {
    Play play = Play.of(seed);
    Random random = play.random();
    List<Sighting> right = sightings(random, OTHERS);
    List<Sighting> wrong = withWrongLinks(right, random);
    List<RandomPlay.Input> cut = inputs(wrong);
    newLinks(right, wrong).forEach((link, last) -> cut.add(cut(link, until(last, random))));

    assertThat(play.outcome(cut, settings(1_000)))
        .isEqualTo(play.outcome(inputs(right), settings(1_000)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anIdentityThatIsCutFromEverything_isAsIfSeenAlone(long seed) throws Exception {
    Play play = Play.of(seed);
    Random random = play.random();
    List<Sighting> right = sightings(random, OTHERS);
    List<Sighting> wrong = new ArrayList<>();
    long last = 0;
    for (Sighting sighting : right) {
      boolean extra = !sighting.named.contains(HUB) && random.nextInt(3) == 0;
      wrong.add(extra ? sighting.with(HUB) : sighting);
      last = extra ? Math.max(last, sighting.at) : last;
    }
    List<RandomPlay.Input> cut = inputs(wrong);
    CutFact fromAll = new CutFact(HUB.key(), "", "shop", 1L, until(last, random));
    cut.add(rig -> rig.cut(fromAll));

    assertThat(play.outcome(cut, settings(1_000)))
        .isEqualTo(play.outcome(inputs(right), settings(1_000)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aCutThatIsWithdrawn_isAsIfNeverMade(long seed) throws Exception {
    Play play = Play.of(seed);
    Random random = play.random();
    List<Sighting> sightings = sightings(random, OTHERS);
    List<RandomPlay.Input> cut = inputs(sightings);
    for (Link link : newLinks(List.of(), sightings).keySet()) {
      if (random.nextInt(3) == 0) {
        boolean ofOne = random.nextInt(3) == 0;
        String other = ofOne ? "" : link.b();
        long until = until(TestObjects.NOON, random);
        CutFact made = new CutFact(link.a(), other, "c" + link, 1L, until);
        cut.add(rig -> rig.cut(made));
        CutFact withdrawn = new CutFact(link.a(), other, "c" + link, 2L, Cuts.WITHDRAWN);
        cut.add(rig -> rig.cut(withdrawn));
      }
    }

    assertThat(play.outcome(cut, settings(1_000)))
        .isEqualTo(play.outcome(inputs(sightings), settings(1_000)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLiftedHub_isAsIfItsLimitHadBeenHighFromTheStart(long seed) throws Exception {
    Play play = Play.of(seed);
    Random random = play.random();
    List<Sighting> sightings = aroundHub(random);
    List<RandomPlay.Input> lifted = inputs(sightings);
    lifted.add(rig -> rig.define(lift(10)));

    assertThat(play.outcome(lifted, settings(2)))
        .isEqualTo(play.outcome(inputs(sightings), settings(1_000)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLiftThatIsWithdrawn_isAsIfNeverGiven(long seed) throws Exception {
    Play play = Play.of(seed);
    Random random = play.random();
    List<Sighting> sightings = aroundHub(random);
    List<RandomPlay.Input> lifted = inputs(sightings);
    lifted.add(rig -> rig.define(lift(10)));
    DefinitionUpdate withdrawal =
        new DefinitionUpdate(DefinitionKind.QUARANTINE_LIFT, "store", "", 11);

    assertThat(play.outcome(lifted, List.of(rig -> rig.define(withdrawal)), settings(2)))
        .isEqualTo(play.outcome(inputs(sightings), settings(2)));
  }

  // -- worlds

  /**
   * An event or a record.
   *
   * @param named the primary identity first; the document is the same whatever else it names
   */
  private record Sighting(int number, long at, String said, boolean isEvent, List<Identity> named) {

    Sighting with(Identity extra) {
      List<Identity> more = new ArrayList<>(named);
      more.add(extra);
      return new Sighting(number, at, said, isEvent, more);
    }

    Set<Link> links() {
      Set<Link> links = new HashSet<>();
      for (int i = 0; i < named.size(); i++) {
        for (int j = i + 1; j < named.size(); j++) {
          links.add(Link.between(named.get(i), named.get(j)));
        }
      }
      return links;
    }

    RandomPlay.Input input() {
      Identity[] identities = named.toArray(Identity[]::new);
      if (isEvent) {
        ObjectNode document =
            TestObjects.eventJson("e" + number, at, named.get(0)).put("eventType", said);
        return rig -> rig.event(TestObjects.event(TestObjects.WEB, document, identities));
      }
      ObjectNode document = TestObjects.recordJson(at, named.get(0)).put("_id", "r" + number);
      TestObjects.with(document, "/loyalty/tier", '"' + said + '"');
      return rig -> rig.record(TestObjects.record(TestObjects.CRM, document, identities));
    }
  }

  /** Each identity alone once, and then some together. */
  private static List<Sighting> sightings(Random random, List<Identity> identities) {
    List<Sighting> sightings = new ArrayList<>();
    for (Identity identity : identities) {
      sightings.add(sighting(sightings.size(), random, List.of(identity)));
    }
    sightings.add(sighting(sightings.size(), random, List.of(HUB)));
    int more = 4 + random.nextInt(12);
    for (int i = 0; i < more; i++) {
      List<Identity> some = new ArrayList<>(identities);
      Collections.shuffle(some, random);
      List<Identity> named = some.subList(0, 1 + random.nextInt(3));
      sightings.add(sighting(sightings.size(), random, List.copyOf(named)));
    }
    return sightings;
  }

  /** The hub is seen with nearly everybody, as the primary identity and as another. */
  private static List<Sighting> aroundHub(Random random) {
    List<Sighting> sightings = sightings(random, OTHERS);
    for (int i = 0; i < OTHERS.size() + 4; i++) {
      List<Identity> named = new ArrayList<>();
      named.add(OTHERS.get(i < OTHERS.size() ? i : random.nextInt(OTHERS.size())));
      named.add(random.nextInt(2), HUB);
      sightings.add(sighting(sightings.size(), random, named));
    }
    return sightings;
  }

  private static Sighting sighting(int number, Random random, List<Identity> named) {
    long at = TestObjects.NOON + random.nextInt(15 * 24) * TestObjects.HOUR;
    boolean isEvent = random.nextInt(5) > 0;
    String said = List.of("view", "buy", "gold").get(random.nextInt(3));
    return new Sighting(number, at, said, isEvent, named);
  }

  /** Some name one more identity than they should, each link of which is seen nowhere else. */
  private static List<Sighting> withWrongLinks(List<Sighting> right, Random random) {
    Set<Link> seen = newLinks(List.of(), right).keySet();
    List<Sighting> wrong = new ArrayList<>();
    for (Sighting sighting : right) {
      Identity extra = OTHERS.get(random.nextInt(OTHERS.size()));
      boolean possible =
          !sighting.named.contains(extra)
              && sighting.named.stream().noneMatch(n -> seen.contains(Link.between(n, extra)));
      wrong.add(possible && random.nextBoolean() ? sighting.with(extra) : sighting);
    }
    return wrong;
  }

  /** The links of the second that the first has not, each with the time it was last seen. */
  private static Map<Link, Long> newLinks(List<Sighting> first, List<Sighting> second) {
    Map<Link, Long> links = new TreeMap<>();
    for (Sighting sighting : second) {
      sighting.links().forEach(link -> links.merge(link, sighting.at, Math::max));
    }
    first.forEach(sighting -> links.keySet().removeAll(sighting.links()));
    return links;
  }

  private static long until(long last, Random random) {
    return List.of(last, last + TestObjects.HOUR, Cuts.FOREVER).get(random.nextInt(3));
  }

  private static RandomPlay.Input cut(Link link, long until) {
    CutFact cut = new CutFact(link.a(), link.b(), "c" + link, 1L, until);
    return rig -> rig.cut(cut);
  }

  private static List<RandomPlay.Input> inputs(List<Sighting> sightings) {
    List<RandomPlay.Input> inputs = new ArrayList<>();
    sightings.forEach(sighting -> inputs.add(sighting.input()));
    return inputs;
  }

  // -- definitions

  private static List<DefinitionUpdate> settings(int neighbours) {
    String json =
        """
        {"moreNeighbours": 1, "namespaces": [
          {"namespace": "CRMID", "type": "CROSS_DEVICE", "priority": 1, "unique": true},
          {"namespace": "LoyaltyID", "type": "CROSS_DEVICE", "priority": 2},
          {"namespace": "Email", "type": "EMAIL", "priority": 3, "neighbours": %d},
          {"namespace": "ECID", "type": "COOKIE", "priority": 4}]}
        """
            .formatted(neighbours);
    return List.of(
        new DefinitionUpdate(DefinitionKind.IDENTITY_SETTINGS, DefinitionKind.DEFAULT_ID, json, 1),
        segment("buyers", "xEvent[eventType = 'buy' and timestamp occurs <= 7 days before now]"),
        segment("gold", "loyalty.tier = 'gold'"),
        JourneyWorld.touchpoint("site", "view", 3),
        JourneyWorld.touchpoint("till", "gold", 4),
        JourneyWorld.conversion("purchase", "buy", 5),
        JourneyWorld.settings(6));
  }

  private static DefinitionUpdate segment(String id, String pql) {
    String body =
        """
        {"name": "%s", "expression": {"type": "PQL", "format": "pql/text", "value": "%s"}}
        """
            .formatted(id, pql);
    return new DefinitionUpdate(DefinitionKind.SEGMENT, id, body, 2);
  }

  private static DefinitionUpdate lift(long version) {
    String body =
        """
        {"identity": {"namespace": "%s", "id": "%s"}, "neighbours": 1000}
        """
            .formatted(HUB.namespace(), HUB.id());
    return new DefinitionUpdate(DefinitionKind.QUARANTINE_LIFT, "store", body, version);
  }

  // -- playing

  /**
   * How a seed is played.
   *
   * @param crashes whether attempts crash. One that is rolled back may have told memberships that
   *     the next one never has, and nobody takes back: then only where everybody stands is compared
   */
  private record Play(Random random, boolean crashes) {

    static Play of(long seed) {
      return new Play(new Random(seed), seed % 2 == 1);
    }

    SortedMap<String, String> outcome(
        List<RandomPlay.Input> inputs, List<DefinitionUpdate> definitions) throws Exception {
      return outcome(inputs, List.of(), definitions);
    }

    /**
     * All that others are told, without revisions: the first inputs in any order, then the last.
     */
    SortedMap<String, String> outcome(
        List<RandomPlay.Input> first,
        List<RandomPlay.Input> last,
        List<DefinitionUpdate> definitions)
        throws Exception {
      List<RandomPlay.Input> inputs = new ArrayList<>(first);
      Collections.shuffle(inputs, random);
      inputs.addAll(last);
      ResolverSettings settings =
          random.nextBoolean() ? StitchingRig.RESOLVER : StitchingRig.WAITING;
      try (StitchingRig rig = new StitchingRig(definitions, settings)) {
        if (crashes) {
          RandomPlay.play(inputs, rig, random);
        } else {
          RandomPlay.playWithoutCrashes(inputs, rig, random);
        }
        rig.settle();
        rig.watermark(TestObjects.NOON + 20 * TestObjects.DAY);
        rig.settle();
        return outcome(rig);
      }
    }

    private SortedMap<String, String> outcome(StitchingRig rig) throws Exception {
      SortedMap<String, String> outcome = new TreeMap<>();
      rig.identityMap().forEach((identity, id) -> outcome.put("identity " + identity, id));
      rig.members().values().removeIf(members -> members == 0);
      rig.members().forEach((segment, count) -> outcome.put("members of " + segment, "" + count));
      if (!crashes) {
        rig.audiences().forEach((id, in) -> outcome.put("memberships of " + id, "" + in));
      }
      rig.journeys(random)
          .forEach(
              (id, journey) -> {
                if (journey.converted() || !crashes) {
                  outcome.put("journey " + id, "" + journey);
                }
              });
      for (Profile profile : rig.published().values()) {
        profile.setRevision(0);
        outcome.put("profile " + profile.getProfileId(), profile.toString());
      }
      return outcome;
    }
  }
}
