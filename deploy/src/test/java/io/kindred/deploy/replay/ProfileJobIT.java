/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.TestObjects;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Definition;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.Profile;
import io.kindred.definition.DefinitionKind;
import io.kindred.deploy.broker.EmbeddedKafka;
import io.kindred.deploy.flink.LocalFlink;
import io.kindred.deploy.scenario.Fact;
import io.kindred.deploy.scenario.ScenarioFeeder;
import io.kindred.identity.Identity;
import io.kindred.ingest.flink.TimeOptions;
import io.kindred.jobs.KafkaOptions;
import io.kindred.jobs.ProfileJob;
import io.kindred.jobs.Topics;
import io.kindred.profile.ProfileJson;
import io.kindred.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a real broker and RocksDB. Goal: a crash, a restart from a checkpoint with another
 * parallelism, duplicates and another order of arrival leave the same profiles, and every input is
 * accounted for. Method: the same facts, drawn from a seed, once straight through and once the hard
 * way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileJobIT {

  private static final long SEED = 20260601;
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final int PARTITIONS = 4;
  private static final int PEOPLE = 12;
  private static final int EVENTS = 160;
  private static final int BROKEN = 7;

  private EmbeddedKafka broker;
  private Path directory;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    this.directory = directory;
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void aRestartWithAnotherParallelismAndOrderLeavesTheSameProfiles() throws Exception {
    List<Fact> facts = facts(new Random(SEED));

    SortedMap<String, String> straight;
    try (Run run = new Run("straight")) {
      run.submit(1, false);
      run.feeder.feed(facts);
      run.awaitQuiet();
      straight = run.profiles();
    }

    List<Fact> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, new Random(SEED + 1));
    List<Fact> twice = shuffled.subList(0, 40);
    try (Run run = new Run("hard")) {
      run.submit(2, false);
      run.feeder.feed(shuffled.subList(0, 90));
      run.awaitQuiet(); // which ends with a checkpoint
      int checkpointed = run.topics.all(Topic.EVENTS).size();
      run.feeder.feed(shuffled.subList(90, 120));
      run.awaitMoreEventsThan(checkpointed);
      run.kill();
      run.submit(4, true);
      run.feeder.feed(twice);
      run.feeder.feed(shuffled.subList(120, shuffled.size()));

      assertThat(run.awaitProfiles(straight)).isEqualTo(straight);
    }
    assertThat(straight).hasSizeGreaterThan(5);
  }

  @Test
  void everyInputIsInAProfileOrADuplicateOrADeadLetter() throws Exception {
    List<Fact> facts = facts(new Random(SEED + 2)).subList(0, EVENTS);
    List<Fact> twice = facts.subList(0, 25);
    try (Run run = new Run("accounted")) {
      run.submit(2, false);
      run.feeder.feed(facts);
      run.feeder.feed(twice);
      run.feeder.feed(broken());
      run.awaitQuiet();

      int in = facts.size() + twice.size() + BROKEN;
      long applied = run.latestProfiles().stream().mapToLong(Profile::getEvents).sum();
      List<DeadLetter> dead = run.topics.all(Topic.DEAD_LETTERS);
      assertThat(dead).hasSize(BROKEN).allMatch(letter -> !letter.getReason().isBlank());
      assertThat(applied + twice.size() + dead.size()).isEqualTo(in);
    }
  }

  /** One sandbox and the job on it. */
  private final class Run implements AutoCloseable {

    private final String sandbox;
    private final LocalFlink flink;
    private final ScenarioFeeder feeder;
    private final SandboxTopics topics;
    private Optional<JobClient> job = Optional.empty();

    Run(String sandbox) throws Exception {
      this.sandbox = sandbox;
      Map<String, Object> kafka =
          Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
      Topics.create(kafka, sandbox, PARTITIONS);
      feeder = new ScenarioFeeder(broker.bootstrapServers(), sandbox);
      feeder.define(definitions());
      topics = new SandboxTopics(kafka, sandbox);
      flink =
          LocalFlink.start(
              new LocalFlink.Settings(
                  directory.resolve(sandbox), 0, PARTITIONS, Duration.ofHours(1)));
    }

    void submit(int parallelism, boolean resuming) throws Exception {
      StreamExecutionEnvironment env =
          resuming ? flink.resumingEnvironment(parallelism) : flink.environment(parallelism);
      Configuration options =
          new Configuration()
              .set(KafkaOptions.SANDBOX, sandbox)
              .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers())
              .set(TimeOptions.NOW, Instant.ofEpochMilli(now()).toString());
      options.setString("kindred.identity.label-period", "0 ms");
      options.setString("kindred.profile.emit-period", "0 ms");
      job = Optional.of(ProfileJob.submit(env, options));
    }

    void awaitQuiet() throws Exception {
      new Quiet(job.orElseThrow(), flink, topics).await(TIMEOUT);
    }

    /** Until the attempt that will be lost has written something that the checkpoint has not. */
    void awaitMoreEventsThan(int count) throws Exception {
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (topics.all(Topic.EVENTS).size() <= count) {
        assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      }
    }

    void kill() throws Exception {
      job.orElseThrow().cancel().get();
    }

    /** The profiles that some identity belongs to, without their revisions. */
    List<Profile> latestProfiles() throws Exception {
      Map<String, String> map =
          topics.latest(Topic.IDENTITY_MAP).values().stream()
              .collect(
                  Collectors.toMap(IdentityMapping::getIdentity, IdentityMapping::getProfileId));
      return topics.latest(Topic.PROFILES).values().stream()
          .filter(profile -> map.containsValue(profile.getProfileId()))
          .toList();
    }

    /** The profiles once they are as expected, or as they are when patience ends. */
    SortedMap<String, String> awaitProfiles(SortedMap<String, String> expected) throws Exception {
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      SortedMap<String, String> now = profiles();
      while (!now.equals(expected) && System.nanoTime() < deadline) {
        now = profiles();
      }
      return now;
    }

    SortedMap<String, String> profiles() throws Exception {
      SortedMap<String, String> profiles = new TreeMap<>();
      for (Profile profile : latestProfiles()) {
        profiles.put(
            profile.getProfileId(), ProfileJson.of(profile) + " of " + profile.getEvents());
      }
      return profiles;
    }

    @Override
    public void close() throws Exception {
      kill();
      flink.close();
      feeder.close();
      topics.close();
    }
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
