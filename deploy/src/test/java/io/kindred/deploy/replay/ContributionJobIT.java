/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.TestObjects;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.avro.Definition;
import io.kindred.avro.Event;
import io.kindred.avro.JourneyRevision;
import io.kindred.contribution.flink.ContributionOptions;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.scenario.Fact;
import io.kindred.fragment.XdmJson;
import io.kindred.identity.Identity;
import io.kindred.ingest.flink.TimeOptions;
import io.kindred.jobs.KafkaOptions;
import io.kindred.journey.ConversionDefinition;
import io.kindred.journey.Journey;
import io.kindred.journey.JourneyDefinitions;
import io.kindred.journey.JourneySettings;
import io.kindred.journey.Journeys;
import io.kindred.journey.TouchpointDefinition;
import io.kindred.journey.flink.JourneyCodec;
import io.kindred.journey.flink.JourneyHolder;
import io.kindred.segment.Subject.Occurrence;
import io.kindred.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

/**
 * Both jobs on a real broker and RocksDB. Goal: another order of arrival, duplicates, savepoints
 * that are restored with another parallelism, and crashes of either job leave the same journeys and
 * the same contributions, bit for bit: those of a batch. Method: the same facts, straight through
 * and the hard way; the batch starts from the accepted events and the identity map.
 */
class ContributionJobIT extends OnABroker {

  private static final long SEED = 20261127;
  private static final int PEOPLE = 12;
  private static final int EVENTS = 200;
  private static final long NOW = TestObjects.NOON + 30 * TestObjects.DAY;
  private static final List<String> CHANNELS = List.of("direct", "mail", "search", "social");
  private static final String CONDITION =
      "\"expression\": {\"type\": \"PQL\", \"format\": \"pql/text\", \"value\": \"%s\"}";
  private static final String PURCHASE =
      "{\"name\": \"purchase\", \"value\": \"/worth\", \"currency\": \"/in\", %s}"
          .formatted(CONDITION.formatted("eventType = 'buy'"));
  private static final String SETTINGS = "{\"lookback\": \"P5D\", \"timeout\": \"P2D\"}";

  @Test
  void aRunThatIsRescaledAndCrashesEndsLikeAnUndisturbedOne_andLikeABatch() throws Exception {
    List<Fact> facts = facts(new Random(SEED));
    SortedMap<String, String> straight;
    try (JobRig rig = rig("straight")) {
      rig.profiles().submit(1);
      rig.contributions().submit(1);
      rig.feeder().feed(facts);
      rig.profiles().awaitQuiet();
      straight = assertLikeABatch(rig);
    }

    List<Fact> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, new Random(SEED + 1));
    try (JobRig rig = rig("hard")) {
      disturb(rig, shuffled);
      rig.profiles().awaitQuiet();
      assertThat(assertLikeABatch(rig)).isEqualTo(straight);
    }
  }

  /** Each job is stopped, rescaled and crashes once; some facts come twice. */
  private static void disturb(JobRig rig, List<Fact> facts) throws Exception {
    rig.profiles().submit(1);
    rig.contributions().submit(1);
    rig.feeder().feed(facts.subList(0, 70));
    rig.profiles().awaitQuiet();
    rig.awaitMessages(Topic.CONTRIBUTIONS, 1);
    rig.contributions().stopWithSavepoint();
    rig.profiles().stopWithSavepoint();

    rig.profiles().submit(2);
    rig.contributions().submit(2);
    rig.feeder().feed(facts.subList(0, 40));
    rig.contributions().savepoint();
    int told = rig.topics().all(Topic.CONTRIBUTIONS).size();
    rig.feeder().feed(facts.subList(70, 110));
    rig.profiles().awaitQuiet();
    rig.awaitMessages(Topic.CONTRIBUTIONS, told + 1); // of an attempt that is lost
    rig.contributions().kill();

    rig.contributions().submit(1);
    rig.profiles().savepoint();
    int heard = rig.topics().all(Topic.JOURNEYS).size();
    rig.feeder().feed(facts.subList(110, 160));
    rig.awaitMessages(Topic.JOURNEYS, heard + 1); // of an attempt that is lost
    rig.profiles().kill();

    rig.profiles().submit(4);
    rig.feeder().feed(facts.subList(100, facts.size()));
  }

  private JobRig rig(String sandbox) throws Exception {
    JobRig rig =
        rig(
            sandbox,
            new Configuration()
                .set(KafkaOptions.DELIVERY, DeliveryGuarantee.EXACTLY_ONCE)
                .set(ContributionOptions.REPLICATES, ContributionBatch.REPLICATES)
                .set(TimeOptions.NOW, Instant.ofEpochMilli(NOW).toString()));
    rig.feeder().define(definitions());
    return rig;
  }

  /** Returns the journeys and what was earned. */
  private static SortedMap<String, String> assertLikeABatch(JobRig rig) throws Exception {
    SortedMap<String, Journey> batch = batch(rig);
    assertThat(batch.values()).extracting(Journey::converted).contains(true, false);
    assertThat(JobRig.await(() -> journeys(rig), batch)).isEqualTo(batch);

    SortedMap<String, String> earned = ContributionBatch.of(batch.values(), NOW);
    assertThat(JobRig.await(() -> contributions(rig), earned)).isEqualTo(earned);
    batch.forEach((id, journey) -> earned.put("journey " + id, journey.toString()));
    return earned;
  }

  /** The journeys of all profiles, computed all at once. */
  private static SortedMap<String, Journey> batch(JobRig rig) throws Exception {
    Map<String, String> profiles = rig.identityMap();
    Map<String, SortedMap<String, Occurrence>> events = new TreeMap<>();
    for (Event event : rig.committed().all(Topic.EVENTS)) {
      events
          .computeIfAbsent(profiles.get(Topic.EVENTS.keyOf(event)), none -> new TreeMap<>())
          .put(
              event.getId(),
              new Occurrence(
                  event.getTimestamp(), event.getId(), XdmJson.read(event.getDocument())));
    }
    JourneyDefinitions definitions = compiled();
    SortedMap<String, Journey> journeys = new TreeMap<>();
    events.forEach(
        (profile, ofOne) -> {
          List<Occurrence> inOrder =
              ofOne.values().stream()
                  .sorted(
                      Comparator.comparingLong(Occurrence::timestamp).thenComparing(Occurrence::id))
                  .toList();
          journeys.putAll(Journeys.of(profile, inOrder, definitions, NOW).byId());
        });
    return journeys;
  }

  /** The journeys that stand in the topic. */
  private static SortedMap<String, Journey> journeys(JobRig rig) throws Exception {
    SortedMap<String, SortedMap<String, JourneyRevision>> words = new TreeMap<>();
    for (JourneyRevision word : rig.committed().all(Topic.JOURNEYS)) {
      SortedMap<String, JourneyRevision> ofOne =
          words.computeIfAbsent(word.getId(), none -> new TreeMap<>());
      if (JourneyHolder.supersedes(word, Optional.ofNullable(ofOne.get(word.getProfileId())))) {
        ofOne.put(word.getProfileId(), word);
      }
    }
    SortedMap<String, Journey> standing = new TreeMap<>();
    words.forEach(
        (id, ofOne) ->
            JourneyHolder.of(ofOne.values())
                .flatMap(JourneyCodec::journey)
                .ifPresent(journey -> standing.put(id, journey)));
    return standing;
  }

  /** What stands in the topic, but for windows in which nothing is left. */
  private static SortedMap<String, String> contributions(JobRig rig) throws Exception {
    rig.contributions().checkpoint();
    SortedMap<String, String> earned = new TreeMap<>();
    for (ContributionReport report : rig.committed().latest(Topic.CONTRIBUTIONS).values()) {
      if (report.getConversions() + report.getNulls() > 0) {
        String key = Topic.CONTRIBUTIONS.keyOf(report);
        report.getRows().forEach(row -> earned.put(key + " " + row.getChannel(), text(row)));
      }
    }
    return earned;
  }

  private static String text(ContributionRow row) {
    var intervals = row.getIntervals();
    return ContributionBatch.text(
        row.getConversions(),
        row.getValue(),
        intervals == null ? 0 : intervals.getShareLow(),
        intervals == null ? 0 : intervals.getShareHigh());
  }

  private static List<Definition> definitions() {
    List<Definition> definitions = new ArrayList<>();
    definitions.add(
        new Definition(
            DefinitionKind.IDENTITY_SETTINGS,
            DefinitionKind.DEFAULT_ID,
            TestObjects.identitySettings().json()));
    for (String channel : CHANNELS) {
      definitions.add(new Definition(DefinitionKind.TOUCHPOINT, channel, touchpoint(channel)));
    }
    definitions.add(new Definition(DefinitionKind.CONVERSION, "purchase", PURCHASE));
    definitions.add(
        new Definition(DefinitionKind.JOURNEY_SETTINGS, DefinitionKind.DEFAULT_ID, SETTINGS));
    return definitions;
  }

  private static String touchpoint(String channel) {
    return "{\"name\": \"%s\", \"channel\": \"%s\", \"cost\": 0.25, %s}"
        .formatted(channel, channel, CONDITION.formatted("eventType = '" + channel + "'"));
  }

  private static JourneyDefinitions compiled() throws InvalidDefinition {
    List<TouchpointDefinition> touchpoints = new ArrayList<>();
    for (String channel : CHANNELS) {
      touchpoints.add(TouchpointDefinition.parse(channel, touchpoint(channel)));
    }
    return new JourneyDefinitions(
        touchpoints,
        List.of(ConversionDefinition.parse("purchase", PURCHASE)),
        JourneySettings.parse(SETTINGS));
  }

  /** What people do on up to three devices each, that are stitched at some time, or swapped. */
  private static List<Fact> facts(Random random) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int person = random.nextInt(PEOPLE);
      List<Identity> identities = new ArrayList<>();
      identities.add(TestObjects.ecid(person * 10 + random.nextInt(3)));
      if (random.nextInt(4) == 0) {
        identities.add(new Identity("CRMID", "person-" + (person + random.nextInt(8) / 7)));
      }
      long at = TestObjects.NOON + random.nextInt(29 * 24) * TestObjects.HOUR;
      boolean buys = random.nextInt(4) == 0;
      ObjectNode document =
          TestObjects.eventJson("e" + i, at, identities.toArray(Identity[]::new))
              .put("eventType", buys ? "buy" : CHANNELS.get(random.nextInt(CHANNELS.size())))
              .put("worth", 10 + random.nextInt(100))
              .put("in", random.nextInt(5) == 0 ? "USD" : "EUR");
      facts.add(new Fact(Topic.XDM_EVENTS, "web", Optional.empty(), document.toString()));
    }
    return facts;
  }
}
