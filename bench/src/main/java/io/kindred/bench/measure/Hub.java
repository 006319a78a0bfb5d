/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.JobProcess;
import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.load.NewLinks;
import io.kindred.bench.load.OpenLoop;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.util.concurrent.TimeUnit;

/** What one identity that is linked to ever more others does to new links elsewhere. */
public final class Hub implements Measure {

  private static final int BESIDE = 100;
  private static final int HUB_RATE = 500;

  private static final int LINKS = 100_000;
  private static final int QUICK_LINKS = 30_000;

  private static final int WARM_UP_S = 25;
  private static final int BEFORE_S = 15;
  private static final int AFTER_S = 15;
  private static final int PARTS = 4;

  @Override
  public String name() {
    return "hub";
  }

  @Override
  public String what() {
    return "new links before, beside and after a hub that takes 30,000 or 100,000 links";
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    int links = rig.effort().isFull() ? LINKS : QUICK_LINKS;
    String sandbox = "hub-" + links;
    rig.open(sandbox, NewLinks.definitions(false));
    report.progress("a hub of " + links);
    int hubS = links / HUB_RATE;
    int all = BESIDE * (WARM_UP_S + BEFORE_S + hubS + AFTER_S);
    Table table = new Table("when", "p50 ms", "p99 ms", "most ms");
    GossipTable gossip = new GossipTable();
    try (JobProcess job = JobProcess.start(rig.job(JobSpec.Kind.PROFILE, sandbox), rig.jvm());
        Pairs pairs = new Pairs(rig, sandbox, all)) {
      OpenLoop loop = OpenLoop.from(BESIDE);
      Thread hub = new Thread(() -> grow(rig, sandbox, links, loop), "hub");
      hub.start();
      pairs.run(loop);
      hub.join();
      double drained = pairs.drain();
      rows(table, pairs, hubS);
      report.progress(
          "drained in %s s, %d never".formatted(Spread.number(drained), pairs.missing()));
      job.counters(); // fails where the job has ended meanwhile
    }
    gossip.row("hub of " + links, rig, sandbox);
    report.heading("Beside a hub");
    report.paragraph(
        "%d new links a second, each of two new identities, and for a while beside them one that"
                .formatted(BESIDE)
            + " is linked to %,d others at %d a second. The delay of the pairs, not the hub's."
                .formatted(links, HUB_RATE));
    report.table(table);
    report.table(gossip.table());
  }

  private static void grow(Rig rig, String sandbox, int links, OpenLoop beside) {
    try (Feeder feeder = rig.feeder(sandbox, 0)) {
      long start = beside.startNanos() + TimeUnit.SECONDS.toNanos(WARM_UP_S + BEFORE_S);
      new OpenLoop(start, HUB_RATE)
          .run(links, n -> feeder.event(NewLinks.hubEvent(n, System.currentTimeMillis())));
      feeder.flush();
    }
  }

  private static void rows(Table table, Pairs pairs, int hubS) {
    int before = WARM_UP_S * BESIDE;
    int begins = before + BEFORE_S * BESIDE;
    int ends = begins + hubS * BESIDE;
    row(table, "before", pairs, before, begins);
    for (int i = 0; i < PARTS; i++) {
      int part = (ends - begins) / PARTS;
      int from = begins + i * part;
      row(table, "quarter " + (i + 1) + " of its growth", pairs, from, from + part);
    }
    row(table, "after", pairs, ends, pairs.count());
  }

  private static void row(Table table, String when, Pairs pairs, int from, int to) {
    String[] delays = pairs.percentiles(from, to);
    table.row(when, delays[0], delays[1], delays[2]);
  }
}
