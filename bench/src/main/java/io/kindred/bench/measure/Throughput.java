/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.Definitions;
import io.kindred.bench.load.EventStream;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.load.JourneyStream;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import io.kindred.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Events a second of a job, and what share of the roofline's that is.
 *
 * @param kind the job
 * @param name of this measure
 * @param what it is
 */
public record Throughput(JobSpec.Kind kind, String name, String what) implements Measure {

  public static final Throughput ROOFLINE =
      new Throughput(JobSpec.Kind.ROOFLINE, "roofline", "the leanest job that Flink allows");
  public static final Throughput PROFILE =
      new Throughput(
          JobSpec.Kind.PROFILE,
          "profile",
          "ProfileJob: stitching, profiles, segments, counts, journeys");

  public static final Throughput CONTRIBUTION =
      new Throughput(
          JobSpec.Kind.CONTRIBUTION, "contribution", "ContributionJob: journeys, all models");

  /** More than the roofline can take, events a second. */
  private static final int FASTEST_ROOFLINE = 160_000;

  /** So fast ProfileJob is not, with whatever grows; events a second. */
  static final int FASTEST = 20_000;

  /** The same of journeys. */
  private static final int FASTEST_JOURNEYS = 25_000;

  static final String SANDBOX = "throughput";
  private static final String JOURNEYS = "journeys";

  @Override
  public void run(Rig rig, Report report) throws Exception {
    boolean ofJourneys = kind == JobSpec.Kind.CONTRIBUTION;
    String sandbox = ofJourneys ? JOURNEYS : SANDBOX;
    long events = ofJourneys ? prepareJourneys(rig, report) : prepare(kind, rig, report);
    List<Pace> paces = new ArrayList<>();
    for (int i = 0; i < rig.effort().runs(); i++) {
      Pace pace = Pace.of(rig.effort(), rig.job(kind, sandbox), events, rig.jvm());
      report.progress(name + ": " + Spread.number(pace.perSecond()) + " a second");
      paces.add(pace);
    }
    rig.known().put(name, of(paces, Pace::perSecond).median());
    report.heading("Throughput: " + what);
    report.paragraph(
        ("What it reads lies ready in Kafka; it warms up until it is compiled, then %d s count;"
                + " %d run(s).")
            .formatted(rig.effort().measuredS(), rig.effort().runs()));
    report.table(table(rig, paces));
  }

  /** Events a second, measured now unless that was done before. */
  double known(Rig rig, Report report) throws Exception {
    if (!rig.known().containsKey(name)) {
      run(rig, report);
    }
    return rig.known().getOrDefault(name, Double.NaN);
  }

  private static long prepareJourneys(Rig rig, Report report) throws Exception {
    long journeys = (long) FASTEST_JOURNEYS * rig.effort().longestS();
    if (rig.open(JOURNEYS, List.of())) {
      report.progress("writing " + journeys + " journeys");
      JourneyStream stream = new JourneyStream(Rig.SEED, System.currentTimeMillis(), journeys);
      try (Feeder feeder = rig.feeder(JOURNEYS, 5)) {
        for (long i = 0; i < journeys; i++) {
          feeder.send(Topic.JOURNEYS, stream.next());
        }
        feeder.flush();
      }
    }
    return journeys;
  }

  /** Both jobs read the same events, if the roofline, which needs more of them, comes first. */
  static long prepare(JobSpec.Kind kind, Rig rig, Report report) throws Exception {
    Effort effort = rig.effort();
    boolean isRoofline = kind == JobSpec.Kind.ROOFLINE;
    long events =
        isRoofline
            ? (long) FASTEST_ROOFLINE * (effort.warmUpS() + effort.measuredS())
            : (long) FASTEST * effort.longestS();
    if (rig.open(SANDBOX, Definitions.of(effort.segments()))) {
      report.progress("writing " + events + " events");
      rig.preload(SANDBOX, new EventStream(rig.history(events)), events);
    }
    return events;
  }

  private Table table(Rig rig, List<Pace> paces) {
    Table table = new Table("figure", "median (least–most)");
    Spread perSecond = of(paces, Pace::perSecond);
    String what = kind == JobSpec.Kind.CONTRIBUTION ? "journeys/s" : "events/s";
    table.row(what, perSecond);
    if (kind != JobSpec.Kind.CONTRIBUTION) {
      table.row("share of the roofline", rig.share(name));
    }
    table.row("cores that the job's process keeps busy", of(paces, Pace::cores));
    table.row(what + " a busy core", of(paces, Pace::perCore));
    if (kind == JobSpec.Kind.PROFILE) {
      work(table, paces, rig.effort().segments());
    }
    return table;
  }

  private static void work(Table table, List<Pace> paces, int segments) {
    table.row("segments", segments);
    table.row("gossip sent and not yet received, at the end", of(paces, Pace::gossipBehind));
    table.row(
        "gossip messages an event", of(paces, p -> p.anEvent("identity resolver.gossip-sent")));
    table.row(
        "identities that moved, an event", of(paces, p -> p.anEvent("identity resolver.moves")));
    table.row("evaluations an event", of(paces, p -> p.anEvent("profile.evaluations")));
    table.row(
        "membership changes an event", of(paces, p -> p.anEvent("profile.membership-changes")));
    table.row(
        "checkpoint, MiB", of(paces, p -> p.counter("job.lastCheckpointFullSize") / (1 << 20)));
    table.row("checkpoint, ms", of(paces, p -> p.counter("job.lastCheckpointDuration")));
  }

  private static Spread of(List<Pace> paces, ToDoubleFunction<Pace> figure) {
    return Spread.of(paces.stream().map(figure::applyAsDouble).toList());
  }
}
