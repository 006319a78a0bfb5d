/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.avro.Definition;
import io.kindred.bench.job.JobProcess;
import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.Definitions;
import io.kindred.bench.load.EventStream;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.load.OpenLoop;
import io.kindred.bench.load.Probe;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;

/** From when an event was due to be sent to when what it causes can be read, under load. */
public final class Latency implements Measure {

  /**
   * From the start of the load to the first probe that counts, seconds: what is run often then is
   * other code than while the job catches up, and has to be compiled too.
   */
  private static final int SETTLING_MIN_S = 40;

  private static final List<Double> SHARES = List.of(0.5, 0.8);
  private static final int QUICK_SHARES = 1;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String what() {
    return "event to membership, link to label, lateness of windows, at 50 and 80 % load";
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    Table table = new Table("load", "what", "p50 ms", "p99 ms", "p99.9 ms", "most ms", "missing");
    for (Load load : loads(rig, report)) {
      report.progress("latency at " + load.name());
      at(load, rig, table);
    }
    report.heading("Latency");
    report.paragraph(
        ("Load and probes are sent at a fixed rate, whatever becomes of those before; the delay"
                + " is counted from when each was due. %d probes of each kind a second, for at"
                + " least %d s once the compilers rest, %d to %d s after the load began. A load in"
                + " percent is a share of the pace at which the job worked through what lay ready,"
                + " with the same readers beside it: serving, which is looked at every 10 ms, and"
                + " those who watch for the probes.")
            .formatted(
                Probes.PER_SECOND, rig.effort().measuredS(), SETTLING_MIN_S, longestSettling(rig)));
    report.table(table);
  }

  /**
   * What a job is put under.
   *
   * @param expected how many events a second that will be, about
   * @param ready how many events lie ready when it starts
   */
  private record Load(String name, DoubleUnaryOperator ofPace, double expected, long ready) {}

  private static List<Load> loads(Rig rig, Report report) throws Exception {
    Effort effort = rig.effort();
    if (!effort.loads().isEmpty()) {
      return effort.loads().stream()
          .map(n -> new Load("given", pace -> n, n, 2L * n * effort.compilingS()))
          .toList();
    }
    double capacity = Throughput.PROFILE.known(rig, report);
    long ready = (long) (capacity * effort.compilingS());
    return (effort.isFull() ? SHARES : SHARES.subList(0, QUICK_SHARES))
        .stream().map(n -> new Load(percent(n), pace -> n * pace, n * capacity, ready)).toList();
  }

  private static void at(Load load, Rig rig, Table table) throws Exception {
    String sandbox = "latency-" + Math.round(load.expected());
    List<Definition> definitions = new ArrayList<>(Definitions.of(rig.effort().segments()));
    definitions.addAll(Probe.segments());
    rig.open(sandbox, definitions);
    EventStream stream = new EventStream(rig.recent(load.ready(), load.expected()));
    rig.preload(sandbox, stream, load.ready());
    int seconds = longestSettling(rig) + rig.effort().measuredS();
    JobSpec spec = rig.job(JobSpec.Kind.PROFILE, sandbox);
    try (JobProcess job = JobProcess.start(spec, rig.jvm());
        Probes probes = new Probes(rig, sandbox, seconds)) {
      double perSecond = load.ofPace().applyAsDouble(pace(job, spec, load.ready()));
      Thread background = new Thread(() -> load(rig, sandbox, stream, perSecond), "load");
      background.start();
      FutureTask<Integer> settling = new FutureTask<>(() -> settledAfter(job, rig));
      new Thread(settling, "settling").start();
      probes.run();
      int from = settling.get();
      background.join();
      TimeUnit.MILLISECONDS.sleep(Probe.WINDOW_MS + 2_000);
      String label = load.name() + ", " + Spread.number(perSecond) + "/s";
      for (Probe kind : Probe.values()) {
        add(table, label, what(kind), probes.delays(kind, from));
      }
      add(table, label, "new link to merged profile served", probes.servedDelays(from));
      job.counters(); // fails where the job has ended meanwhile
    }
  }

  private static int longestSettling(Rig rig) {
    return Math.max(SETTLING_MIN_S, rig.effort().compilingS());
  }

  /** Seconds until the compilers rest. */
  private static int settledAfter(JobProcess job, Rig rig) throws Exception {
    long start = System.nanoTime();
    Pace.rested(job, SETTLING_MIN_S, longestSettling(rig));
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    return (int) Math.min(longestSettling(rig), seconds);
  }

  /** How fast the job works through the last half of what is ready, with its readers beside it. */
  private static double pace(JobProcess job, JobSpec spec, long ready) throws Exception {
    Pace.await(job, spec, ready / 2);
    long start = System.nanoTime();
    Pace.await(job, spec, ready);
    return (ready - ready / 2) / ((System.nanoTime() - start) / 1e9);
  }

  private static void load(Rig rig, String sandbox, EventStream stream, double perSecond) {
    int seconds = longestSettling(rig) + rig.effort().measuredS() + Probes.AHEAD_S;
    double besideProbes = Math.max(1, perSecond - Probes.EVENTS_PER_SECOND);
    try (Feeder feeder = rig.feeder(sandbox, 1)) {
      OpenLoop.from(besideProbes)
          .run(
              (long) (besideProbes * seconds),
              call -> feeder.event(stream.next(System.currentTimeMillis())));
    }
  }

  private static void add(Table table, String load, String what, double[] delays) {
    table.row(
        load,
        what,
        Spread.number(Spread.percentile(delays, 0.5)),
        Spread.number(Spread.percentile(delays, 0.99)),
        Spread.number(Spread.percentile(delays, 0.999)),
        Spread.number(Spread.percentile(delays, 1)),
        Arrays.stream(delays).filter(Double::isInfinite).count());
  }

  private static String what(Probe kind) {
    return switch (kind) {
      case MEMBERSHIP -> "event to membership";
      case LINK -> "new link to one label";
      case WINDOW -> "end of a window to exit";
    };
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
