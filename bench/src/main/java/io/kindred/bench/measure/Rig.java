/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.avro.Definition;
import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.EventStream;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.load.Mix;
import io.kindred.bench.report.Spread;
import io.kindred.deploy.broker.EmbeddedKafka;
import io.kindred.jobs.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A broker with its sandboxes, and what has been found out so far. The load comes from here. */
public final class Rig implements AutoCloseable {

  static final long SEED = 20_260_101;

  /**
   * From one event that lies ready to the next, milliseconds. How fast their time runs when a job
   * reads them decides how many windows end, so it is the same for any number of them.
   */
  private static final double STEP_MS = 200;

  private static final int PARTITIONS = 2;

  private final Path directory;
  private final Effort effort;
  private final List<String> jvm;
  private final Map<String, String> settings;
  private final EmbeddedKafka broker;
  private final Map<String, Double> known = new TreeMap<>();
  private final Set<String> sandboxes = new HashSet<>();
  private int specs;

  /**
   * @param jvm further options of the jobs' JVMs
   * @param settings of the jobs and of Flink beyond the defaults
   */
  public Rig(Path directory, Effort effort, List<String> jvm, Map<String, String> settings)
      throws IOException {
    this.directory = directory;
    this.effort = effort;
    this.jvm = jvm;
    this.settings = settings;
    this.broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
  }

  Effort effort() {
    return effort;
  }

  List<String> jvm() {
    return jvm;
  }

  Path directory() {
    return directory;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  Map<String, Object> kafka() {
    return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
  }

  /** What an earlier measure found. */
  Map<String, Double> known() {
    return known;
  }

  /** How near something came to the roofline, if that was measured too. */
  String share(String name) {
    Double roof = known.get(Throughput.ROOFLINE.name());
    return roof == null ? "not measured" : Spread.number(known.getOrDefault(name, 0.0) / roof);
  }

  /** A job on a sandbox, in a directory of its own. */
  JobSpec job(JobSpec.Kind kind, String sandbox) {
    Path place = directory.resolve(sandbox + "-" + specs++);
    return new JobSpec(kind, bootstrapServers(), sandbox, place, settings);
  }

  /** Makes a sandbox with these definitions; false if it is there already. */
  boolean open(String sandbox, List<Definition> definitions) throws Exception {
    if (!sandboxes.add(sandbox)) {
      return false;
    }
    Topics.create(kafka(), sandbox, PARTITIONS);
    try (Feeder feeder = feeder(sandbox, 0)) {
      feeder.define(definitions);
    }
    return true;
  }

  Feeder feeder(String sandbox, int lingerMs) {
    return new Feeder(bootstrapServers(), sandbox, lingerMs);
  }

  /** The default mix, whose events end now. */
  Mix history(long events) {
    return until(events, STEP_MS);
  }

  /** The default mix, whose events came at a rate until now. */
  Mix recent(long events, double perSecond) {
    return until(events, 1_000 / perSecond);
  }

  private Mix until(long events, double stepMs) {
    long start = System.currentTimeMillis() - (long) (events * stepMs);
    return Mix.of(SEED, effort.people(), start, stepMs);
  }

  /** Puts so many events into a sandbox before any job reads them. */
  long preload(String sandbox, EventStream stream, long events) {
    try (Feeder feeder = feeder(sandbox, 5)) {
      for (long i = 0; i < events; i++) {
        feeder.event(stream.next());
      }
      feeder.flush();
    }
    return events;
  }

  @Override
  public void close() {
    broker.close();
  }
}
