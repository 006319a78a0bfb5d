/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.Definitions;
import io.kindred.bench.load.EventStream;
import io.kindred.bench.load.Mix;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.util.List;

/**
 * What becomes of ProfileJob's throughput where there is more of something.
 *
 * @param name of this measure
 * @param what there is more of
 * @param sizes of it; a quick run takes the first two
 */
public record Growth(String name, String what, List<Double> sizes) implements Measure {

  public static final Growth SEGMENTS =
      new Growth("segments", "segments", List.of(10.0, 1_000.0, 100.0, 5_000.0));
  public static final Growth PEOPLE =
      new Growth("people", "people among whom events are drawn", List.of(1e5, 1e6, 5e6));
  public static final Growth MERGES =
      new Growth("merges", "new links, as a share of events", List.of(0.0, 0.1, 0.01));

  private static final int QUICK_SIZES = 2;

  /** The more segments, the more code, and the fewer events in which it is found to be hot. */
  private static final int COMPILING_FACTOR = 3;

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    report.heading("Growth: " + what);
    Table table =
        new Table(
            what,
            "events/s",
            "events/s a busy core",
            "membership changes an event",
            "checkpoint, MiB");
    for (double size : rig.effort().isFull() ? sizes : sizes.subList(0, QUICK_SIZES)) {
      report.progress(Spread.plain(size) + " " + what);
      Pace pace = at(rig, size);
      table.row(
          Spread.plain(size),
          Spread.number(pace.perSecond()),
          Spread.number(pace.perCore()),
          Spread.number(pace.anEvent("profile.membership-changes")),
          Spread.number(pace.counter("job.lastCheckpointFullSize") / (1 << 20)));
    }
    report.table(table);
  }

  private Pace at(Rig rig, double size) throws Exception {
    String sandbox = name + "-" + Math.round(1_000 * size);
    Effort effort = rig.effort();
    if (equals(SEGMENTS)) {
      effort = effort.warmingUp(COMPILING_FACTOR * effort.compilingS());
    }
    long events = (long) Throughput.FASTEST * effort.longestS();
    Mix usual = rig.history(events);
    rig.open(sandbox, Definitions.of(equals(SEGMENTS) ? (int) size : effort.segments()));
    rig.preload(sandbox, new EventStream(mix(usual, size)), events);
    return Pace.of(effort, rig.job(JobSpec.Kind.PROFILE, sandbox), events, rig.jvm());
  }

  private Mix mix(Mix usual, double size) {
    if (equals(MERGES)) {
      return usual.withNewLink(size);
    }
    return equals(PEOPLE) ? usual.withPeople((int) size) : usual;
  }
}
