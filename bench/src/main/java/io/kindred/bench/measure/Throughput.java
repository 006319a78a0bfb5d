/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.Definitions;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.util.ArrayList;
import java.util.List;

/** Events a second: the roofline, and each job as a share of it. */
public final class Throughput implements Measure {

  static final int SEGMENTS = 100;
  static final String PROFILE = "profile-per-second";
  static final String ROOFLINE = "roofline-per-second";

  /** More than any job here can take, events a second. */
  private static final int FASTEST = 70_000;

  private static final String SANDBOX = "throughput";

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String what() {
    return "events a second of the roofline and of ProfileJob beside it";
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    Effort effort = rig.effort();
    long events = (long) FASTEST * (effort.warmUpS() + effort.measuredS());
    report.progress("writing " + events + " events");
    rig.open(SANDBOX, Definitions.of(SEGMENTS));
    rig.preload(SANDBOX, rig.history(events), events);

    List<Pace> roofline = runs(rig, report, JobSpec.Kind.ROOFLINE, events);
    List<Pace> profile = runs(rig, report, JobSpec.Kind.PROFILE, events);
    double roof = perSecond(roofline).median();
    rig.known().put(ROOFLINE, roof);
    rig.known().put(PROFILE, perSecond(profile).median());

    report.heading("Throughput");
    report.paragraph(
        "Events lie ready in Kafka; %d s of warm-up, then %d s are counted; %d run(s)."
            .formatted(effort.warmUpS(), effort.measuredS(), effort.runs()));
    Table table =
        new Table(
            "job", "events/s", "of the roofline", "cores busy", "events/s a core", "gossip behind");
    add(table, "roofline", roofline, roof);
    add(table, "ProfileJob, " + SEGMENTS + " segments", profile, roof);
    report.table(table);
  }

  private static List<Pace> runs(Rig rig, Report report, JobSpec.Kind kind, long events)
      throws Exception {
    List<Pace> paces = new ArrayList<>();
    for (int i = 0; i < rig.effort().runs(); i++) {
      Pace pace = Pace.of(rig, rig.job(kind, SANDBOX), events);
      report.progress(kind + ": " + Spread.number(pace.perSecond()) + " events/s");
      paces.add(pace);
    }
    return paces;
  }

  private static void add(Table table, String job, List<Pace> paces, double roof) {
    table.row(
        job,
        perSecond(paces),
        Spread.number(perSecond(paces).median() / roof),
        spread(paces.stream().map(Pace::cores).toList()),
        spread(paces.stream().map(Pace::perCore).toList()),
        spread(paces.stream().map(Pace::gossipBehind).toList()));
  }

  private static Spread perSecond(List<Pace> paces) {
    return spread(paces.stream().map(Pace::perSecond).toList());
  }

  private static Spread spread(List<Double> values) {
    return Spread.of(values);
  }
}
