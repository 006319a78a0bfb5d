/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.TestObjects;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Definition;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.definition.DefinitionKind;
import io.kindred.deploy.scenario.Fact;
import io.kindred.identity.Identity;
import io.kindred.ingest.flink.TimeOptions;
import io.kindred.jobs.KafkaOptions;
import io.kindred.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

/**
 * The job on a real broker and RocksDB. Goal: a savepoint and a checkpoint restored with another
 * parallelism, a crash, duplicates and another order of arrival leave the same identity map,
 * profiles and counts, byte for byte, and no input is lost. Method: the same facts, straight
 * through and the hard way.
 */
class ProfileJobIT extends OnABroker {

  private static final long SEED = 20260601;
  private static final int PEOPLE = 12;
  private static final int EVENTS = 160;
  private static final int BROKEN = 7;

  @Test
  void aRunThatIsRescaledAndCrashesEndsLikeAnUndisturbedOne() throws Exception {
    List<Fact> facts = facts(new Random(SEED));
    SortedMap<String, String> straight = straight(facts);
    assertThat(straight.keySet().stream().filter(key -> key.startsWith("profile")))
        .hasSizeGreaterThan(5);

    List<Fact> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, new Random(SEED + 1));
    List<Fact> twice = shuffled.subList(0, 40);
    try (Run run = new Run("hard")) {
      JobRig rig = run.rig;
      rig.profiles().submit(1);
      rig.feeder().feed(shuffled.subList(0, 60));
      rig.feeder().feed(broken());
      rig.awaitMessages(Topic.EVENTS, 20);
      rig.profiles().stopWithSavepoint();

      rig.profiles().submit(2);
      rig.feeder().feed(twice);
      rig.feeder().feed(shuffled.subList(60, 90));
      rig.awaitMessages(Topic.EVENTS, 80);
      rig.profiles().checkpoint();
      int saved = run.topics.all(Topic.EVENTS).size();
      rig.feeder().feed(shuffled.subList(90, 130));
      rig.awaitMessages(Topic.EVENTS, saved + 1); // of an attempt that the checkpoint has not got
      rig.profiles().kill();

      rig.profiles().submit(4);
      rig.feeder().feed(shuffled.subList(130, shuffled.size()));
      rig.profiles().awaitQuiet();
      assertThat(JobRig.await(run::outcome, straight)).isEqualTo(straight);
      run.assertAccounted(facts, twice);
      run.assertNothingOfLostAttempts();
    }
  }

  private SortedMap<String, String> straight(List<Fact> facts) throws Exception {
    try (Run run = new Run("straight")) {
      run.rig.profiles().submit(1);
      run.rig.feeder().feed(facts);
      run.rig.feeder().feed(broken());
      run.rig.profiles().awaitQuiet();
      run.awaitCounts();
      run.assertAccounted(facts, List.of());
      return run.outcome();
    }
  }

  /** One sandbox and the job on it. */
  private final class Run implements AutoCloseable {

    private final JobRig rig;
    private final SandboxTopics topics;

    Run(String sandbox) throws Exception {
      rig =
          rig(
              sandbox,
              new Configuration()
                  .set(KafkaOptions.DELIVERY, DeliveryGuarantee.EXACTLY_ONCE)
                  .set(TimeOptions.NOW, Instant.ofEpochMilli(now()).toString()));
      topics = rig.topics();
      rig.feeder().define(definitions());
    }

    /** Until the counts, which are reported once a period, are those of the profiles. */
    void awaitCounts() throws Exception {
      SortedMap<String, Long> members = new TreeMap<>();
      for (Profile profile : profiles()) {
        profile.getMemberships().stream()
            .filter(membership -> membership.getStatus() == MembershipStatus.realized)
            .forEach(membership -> members.merge(membership.getSegmentId(), 1L, Long::sum));
      }
      assertThat(JobRig.await(this::counts, members)).isEqualTo(members);
    }

    /** What came in is in a profile, or there already, or a dead letter that says why. */
    void assertAccounted(List<Fact> facts, List<Fact> twice) throws Exception {
      Set<String> dead = new TreeSet<>();
      for (DeadLetter letter : topics.all(Topic.DEAD_LETTERS)) {
        assertThat(letter.getReason()).isNotBlank();
        dead.add(letter.getPartition() + "/" + letter.getOffset());
      }
      assertThat(dead).hasSize(BROKEN);
      long applied = profiles().stream().mapToLong(Profile::getEvents).sum();
      int in = topics.all(Topic.XDM_EVENTS).size();
      assertThat(applied).isEqualTo(events(facts));
      assertThat(applied + events(twice) + dead.size()).isEqualTo(in);
    }

    /** What is committed is of profiles that there are, and leads to where they stand. */
    void assertNothingOfLostAttempts() throws Exception {
      SortedMap<String, Integer> in = new TreeMap<>();
      for (MembershipChange change : rig.committed().all(Topic.MEMBERSHIPS)) {
        String place = change.getProfileId() + " " + change.getMembership().getSegmentId();
        in.merge(place, change.getCrossing(), Integer::sum);
      }
      assertThat(rig.committed().latest(Topic.PROFILES).keySet())
          .containsExactlyInAnyOrderElementsOf(new TreeSet<>(rig.identityMap().values()));
      in.values().removeIf(crossings -> crossings == 0);
      assertThat(in).isEqualTo(standing());
    }

    private SortedMap<String, Integer> standing() throws Exception {
      SortedMap<String, Integer> standing = new TreeMap<>();
      for (Profile profile : profiles()) {
        for (Membership membership : profile.getMemberships()) {
          if (membership.getStatus() == MembershipStatus.realized) {
            standing.put(profile.getProfileId() + " " + membership.getSegmentId(), 1);
          }
        }
      }
      return standing;
    }

    /** All that serving shows, without revisions. */
    SortedMap<String, String> outcome() throws Exception {
      SortedMap<String, String> outcome = new TreeMap<>();
      rig.identityMap()
          .forEach((identity, profile) -> outcome.put("identity " + identity, profile));
      counts().forEach((segment, members) -> outcome.put("members of " + segment, "" + members));
      for (Profile profile : profiles()) {
        profile.setRevision(0);
        outcome.put("profile " + profile.getProfileId(), profile.toString());
      }
      return outcome;
    }

    /** Those that some identity belongs to. */
    private List<Profile> profiles() throws Exception {
      Map<String, String> map = rig.identityMap();
      return topics.latest(Topic.PROFILES).values().stream()
          .filter(profile -> map.containsValue(profile.getProfileId()))
          .toList();
    }

    private SortedMap<String, Long> counts() throws Exception {
      SortedMap<String, Long> counts = new TreeMap<>();
      topics
          .latest(Topic.SEGMENT_COUNTS)
          .forEach((segment, count) -> counts.put(segment, count.getMembers()));
      return counts;
    }

    @Override
    public void close() throws Exception {
      rig.close();
    }
  }

  private static long events(List<Fact> facts) {
    return facts.stream().filter(fact -> fact.topic() == Topic.XDM_EVENTS).count();
  }

  private static long now() {
    return TestObjects.NOON + 30 * TestObjects.DAY;
  }

  private static List<Definition> definitions() {
    String buyers =
        "{\"name\": \"buyers\", \"expression\": {\"type\": \"PQL\", \"format\": \"pql/text\","
            + " \"value\": \"xEvent[eventType = 'buy' and timestamp occurs <= 20 days before"
            + " now]\"}}";
    return List.of(
        new Definition(
            DefinitionKind.IDENTITY_SETTINGS,
            DefinitionKind.DEFAULT_ID,
            TestObjects.identitySettings().json()),
        new Definition(DefinitionKind.SEGMENT, "buyers", buyers));
  }

  /** Events first, then records. */
  private static List<Fact> facts(Random random) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int person = random.nextInt(PEOPLE);
      List<Identity> identities = new ArrayList<>();
      identities.add(TestObjects.ecid(person * 10 + random.nextInt(3)));
      if (random.nextInt(4) == 0) {
        identities.add(new Identity("CRMID", "person-" + (person + random.nextInt(8) / 7)));
      }
      if (random.nextInt(6) == 0) {
        identities.add(new Identity("Email", "p" + person + "@luma.example"));
      }
      ObjectNode document =
          TestObjects.eventJson("e" + i, time(random), identities.toArray(Identity[]::new))
              .put("eventType", List.of("view", "buy").get(random.nextInt(2)));
      facts.add(fact(Topic.XDM_EVENTS, document));
    }
    for (int person = 0; person < PEOPLE; person++) {
      Identity crm = new Identity("CRMID", "person-" + person);
      ObjectNode document = TestObjects.recordJson(time(random), crm).put("_id", "r" + person);
      facts.add(
          fact(Topic.XDM_RECORDS, TestObjects.with(document, "/loyalty/points", "" + person)));
    }
    return facts;
  }

  private static List<Fact> broken() {
    List<Fact> broken = new ArrayList<>();
    for (int i = 0; i < BROKEN; i++) {
      String json = "{\"_id\": \"broken-" + i + "\", \"timestamp\": \"soon\"}".repeat(i % 3);
      broken.add(new Fact(Topic.XDM_EVENTS, null, Optional.empty(), json));
    }
    return broken;
  }

  private static Fact fact(Topic<byte[]> topic, ObjectNode document) {
    return new Fact(topic, "web", Optional.empty(), document.toString());
  }

  private static long time(Random random) {
    return TestObjects.NOON + random.nextInt(29 * 24) * TestObjects.HOUR;
  }
}
