/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.measure;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import io.kindred.deploy.broker.EmbeddedKafka;
import io.kindred.deploy.flink.LocalFlink;
import io.kindred.deploy.scenario.ScenarioFeeder;
import io.kindred.jobs.KafkaOptions;
import io.kindred.jobs.ProfileJob;
import io.kindred.jobs.Topics;
import io.kindred.topic.Topic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How fast two new identities become one profile, and what a hub does to the others. The real job
 * with its default options, parallelism 2 and RocksDB, a broker, the load and the reader are all in
 * this JVM. Arguments: a directory to work in, and any of {@code pairs-RATE}, {@code hub-NAMESPACE}
 * (of the hub's events' primary identity) with an optional {@code -RATE}.
 */
public final class IdentityFigures {

  private static final int PARALLELISM = 2;
  private static final int WARM_UP_S = 30;
  private static final int MEASURED_S = 30;
  private static final int HUB_LINKS = Integer.getInteger("kindred.hub-links", 100_000);
  private static final int BESIDE_HUB = Integer.getInteger("kindred.beside-hub", 1_000);
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final EmbeddedKafka broker;
  private final Path directory;

  private IdentityFigures(EmbeddedKafka broker, Path directory) {
    this.broker = broker;
    this.directory = directory;
  }

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
      IdentityFigures figures = new IdentityFigures(broker, directory);
      for (String wanted : List.of(args).subList(1, args.length)) {
        String[] parts = wanted.split("-", 0);
        if (parts[0].equals("pairs")) {
          figures.pairs(Integer.parseInt(parts[1]));
        } else {
          figures.hub(parts[1], parts.length > 2 ? Integer.parseInt(parts[2]) : BESIDE_HUB);
        }
      }
    }
  }

  /** New pairs at a rate, after a warm-up at the same rate. */
  private void pairs(int perSecond) throws Exception {
    int pairs = (WARM_UP_S + MEASURED_S) * perSecond;
    try (Run run = new Run("pairs-" + perSecond, "CRMID", pairs)) {
      run.awaitRunning();
      OpenLoop load = new OpenLoop(System.nanoTime(), perSecond);
      load.run(pairs, run::sendPair);
      double sendingS = (System.nanoTime() - load.startNanos()) / 1e9;
      int unread = pairs - run.watch.count();
      double drainS = run.drain(pairs);
      say(
          "%d pairs/s: sent in %.1f s; %d not one at the end, drained in %.1f s, %d never"
              .formatted(perSecond, sendingS, unread, drainS, pairs - run.watch.count()));
      int third = load.callAt(MEASURED_S / 3.0);
      for (int i = 0; i < 3; i++) {
        int from = load.callAt(WARM_UP_S) + i * third;
        say(
            "  third %d: %s"
                .formatted(i + 1, percentiles(run.watch.delays(load, from, from + third))));
      }
      say(
          "  all: %s"
              .formatted(percentiles(run.watch.delays(load, load.callAt(WARM_UP_S), pairs))));
      GossipFigures gossip = new GossipFigures(run.kafka, run.sandbox);
      say("  %.2f messages a link; %s".formatted((double) gossip.total() / pairs, gossip));
    }
  }

  /** New pairs, and for a while beside them a hub that is linked to ever more. */
  private void hub(String primary, int perSecond) throws Exception {
    int hubS = HUB_LINKS / perSecond;
    int pairs = (WARM_UP_S + MEASURED_S + hubS + 2 * MEASURED_S) * BESIDE_HUB;
    try (Run run = new Run("hub-" + primary + "-" + perSecond, primary, pairs)) {
      run.awaitRunning();
      OpenLoop load = new OpenLoop(System.nanoTime(), BESIDE_HUB);
      long hubStart = load.due(load.callAt(WARM_UP_S + MEASURED_S));
      Thread hub =
          new Thread(() -> new OpenLoop(hubStart, perSecond).run(HUB_LINKS, run::sendHub), "hub");
      hub.start();
      load.run(pairs, run::sendPair);
      hub.join();
      int unread = pairs - run.watch.count();
      double drainS = run.drain(pairs);
      say(
          "%d pairs/s beside a hub of %d links at %d/s, %s primary: %d not one at the end"
              .formatted(BESIDE_HUB, HUB_LINKS, perSecond, primary, unread));
      say("  drained in %.1f s, %d never".formatted(drainS, pairs - run.watch.count()));
      int from = load.callAt(WARM_UP_S);
      int begins = load.callAt(WARM_UP_S + MEASURED_S);
      int ends = load.callAt(WARM_UP_S + MEASURED_S + hubS);
      say("  before: %s".formatted(percentiles(run.watch.delays(load, from, begins))));
      say("  during: %s".formatted(percentiles(run.watch.delays(load, begins, ends))));
      for (int i = 0; i < 4; i++) {
        int part = (ends - begins) / 4;
        int at = begins + i * part;
        say(
            "    quarter %d: %s"
                .formatted(i + 1, percentiles(run.watch.delays(load, at, at + part))));
      }
      say("  after: %s".formatted(percentiles(run.watch.delays(load, ends, pairs))));
      say(
          "  last 30 s: %s"
              .formatted(percentiles(run.watch.delays(load, pairs - 30 * BESIDE_HUB, pairs))));
      say("  %s".formatted(new GossipFigures(run.kafka, run.sandbox)));
    }
  }

  private static String percentiles(double[] ascending) {
    return "p50 %.0f ms, p99 %.0f ms, max %.0f ms (n %d)"
        .formatted(at(ascending, 0.5), at(ascending, 0.99), at(ascending, 1), ascending.length);
  }

  private static double at(double[] ascending, double share) {
    return ascending[(int) Math.ceil(share * ascending.length) - 1];
  }

  private static void say(String text) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.printf("[load %.1f] %s%n", load, text);
  }

  /** A sandbox, the job on it, and what is sent and read. */
  private final class Run implements AutoCloseable {

    private final String sandbox;
    private final Map<String, Object> kafka;
    private final LocalFlink flink;
    private final JobClient job;
    private final KafkaProducer<byte[], byte[]> producer;
    private final PairWatch watch;

    Run(String sandbox, String primary, int pairs) throws Exception {
      this.sandbox = sandbox;
      kafka = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
      Topics.create(kafka, sandbox, PARALLELISM);
      try (ScenarioFeeder feeder = new ScenarioFeeder(broker.bootstrapServers(), sandbox)) {
        feeder.define(definitions(primary));
      }
      flink =
          LocalFlink.start(
              new LocalFlink.Settings(
                  directory.resolve(sandbox), 0, PARALLELISM, Duration.ofSeconds(10)));
      Configuration options =
          new Configuration()
              .set(KafkaOptions.SANDBOX, sandbox)
              .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
      job = ProfileJob.submit(flink.environment(PARALLELISM), options);
      producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
      watch = new PairWatch(kafka, sandbox, pairs);
    }

    /** The first pair is sent ahead: what the job needs to start is none of its delays. */
    void awaitRunning() throws InterruptedException {
      sendPair(0);
      drain(1);
    }

    void sendPair(int pair) {
      String id = "" + PairWatch.PAIR + pair;
      send("pair-" + pair, PairWatch.ONE, id, PairWatch.OTHER, id);
    }

    void sendHub(int link) {
      send("hub-" + link, "Email", "store@luma.example", PairWatch.OTHER, "h" + link);
    }

    private void send(String event, String one, String id, String other, String otherId) {
      String json =
          """
          {"_id": "%s", "timestamp": "%s", "eventType": "view",
           "identityMap": {"%s": [{"id": "%s"}], "%s": [{"id": "%s"}]}}
          """
              .formatted(event, Instant.now(), one, id, other, otherId);
      // A message that is lost shows as a pair that is never one.
      var unused =
          producer.send(
              new ProducerRecord<>(
                  Topic.XDM_EVENTS.in(sandbox), json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits until all are one, for as long as patience lasts; seconds. */
    double drain(int pairs) throws InterruptedException {
      producer.flush();
      long start = System.nanoTime();
      while (watch.count() < pairs && System.nanoTime() - start < DRAIN.toNanos()) {
        Thread.sleep(20);
      }
      return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() throws IOException, InterruptedException {
      watch.close();
      producer.close();
      job.cancel().join();
      flink.close();
    }
  }

  private static List<Definition> definitions(String primary) {
    String settings =
        """
        {"namespaces": [
          {"namespace": "CRMID", "type": "CROSS_DEVICE", "priority": 1, "unique": true},
          {"namespace": "Email", "type": "EMAIL", "priority": %d},
          {"namespace": "ECID", "type": "COOKIE", "priority": 3}]}
        """
            .formatted(primary.equals("ECID") ? 4 : 2);
    String segment =
        """
        {"name": "buyers", "expression": {"type": "PQL", "format": "pql/text",
          "value": "xEvent[eventType = 'buy' and timestamp occurs <= 20 days before now]"}}
        """;
    return List.of(
        new Definition(DefinitionKind.IDENTITY_SETTINGS, DefinitionKind.DEFAULT_ID, settings),
        new Definition(DefinitionKind.SEGMENT, "buyers", segment));
  }
}
