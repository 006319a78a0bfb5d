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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one identity that is linked to ever more others does to new links elsewhere, and what as
 * many links between others do.
 */
public final class Hub implements Measure {

  private static final int BESIDE = 100;
  private static final int HUB_RATE = 500;

  private static final int LINKS = 100_000;
  private static final int QUICK_LINKS = 30_000;

  private static final int SETTLING_S = 10;
  private static final int ALONE_S = 15;
  private static final int ORDINARY_S = 30;
  private static final int PARTS = 4;

  /** A stretch of time, seconds, and what is sent in it beside the pairs. */
  private record Phase(String name, int seconds, Beside beside) {}

  /** What is sent beside the pairs. */
  private enum Beside {
    NOTHING,
    OTHERS,
    HUB;

    byte[] event(long n) {
      long now = System.currentTimeMillis();
      return this == HUB ? NewLinks.hubEvent(n, now) : NewLinks.otherEvent(n, now);
    }
  }

  @Override
  public String name() {
    return "hub";
  }

  @Override
  public String what() {
    return "new links beside as many others, and beside a hub that takes 30,000 or 100,000";
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
    List<Phase> phases = phases(rig.effort().compilingS(), links / HUB_RATE);
    int all = BESIDE * phases.stream().mapToInt(Phase::seconds).sum();
    Table table = new Table("when", "p50 ms", "p99 ms", "most ms");
    GossipTable gossip = new GossipTable();
    try (JobProcess job = JobProcess.start(rig.job(JobSpec.Kind.PROFILE, sandbox), rig.jvm());
        Pairs pairs = new Pairs(rig, sandbox, all)) {
      OpenLoop loop = OpenLoop.from(BESIDE);
      Thread others = new Thread(() -> beside(phases, rig, sandbox, loop), "beside");
      others.start();
      pairs.run(loop);
      others.join();
      double drained = pairs.drain();
      rows(table, pairs, phases);
      report.progress(
          "drained in %s s, %d never".formatted(Spread.number(drained), pairs.missing()));
      job.counters(); // fails where the job has ended meanwhile
    }
    gossip.row("hub of " + links, rig, sandbox);
    report.heading("Beside a hub");
    report.paragraph(
        ("%d new links a second, each of two new identities; for a while beside them %d others a"
                + " second of that kind, and then one that is linked to %,d others, as many a"
                + " second. The delay of the pairs, not of what is beside them.")
            .formatted(BESIDE, HUB_RATE, links));
    report.table(table);
    report.table(gossip.table());
  }

  private static List<Phase> phases(int warmUpS, int hubS) {
    List<Phase> phases = new ArrayList<>();
    phases.add(new Phase("", warmUpS, Beside.OTHERS));
    phases.add(new Phase("", SETTLING_S, Beside.NOTHING));
    phases.add(new Phase("alone", ALONE_S, Beside.NOTHING));
    phases.add(new Phase("beside others", ORDINARY_S, Beside.OTHERS));
    phases.add(new Phase("", SETTLING_S, Beside.NOTHING));
    for (int i = 1; i <= PARTS; i++) {
      phases.add(new Phase("beside the hub, quarter " + i, hubS / PARTS, Beside.HUB));
    }
    phases.add(new Phase("alone again", ALONE_S, Beside.NOTHING));
    return phases;
  }

  private static void beside(List<Phase> phases, Rig rig, String sandbox, OpenLoop pairs) {
    long start = pairs.startNanos();
    Map<Beside, AtomicLong> sent = new EnumMap<>(Beside.class);
    try (Feeder feeder = rig.feeder(sandbox, 0)) {
      for (Phase phase : phases) {
        Beside beside = phase.beside();
        AtomicLong next = sent.computeIfAbsent(beside, none -> new AtomicLong());
        long links = beside == Beside.NOTHING ? 0 : (long) phase.seconds() * HUB_RATE;
        new OpenLoop(start, HUB_RATE)
            .run(links, n -> feeder.event(beside.event(next.getAndIncrement())));
        start += TimeUnit.SECONDS.toNanos(phase.seconds());
      }
      feeder.flush();
    }
  }

  private static void rows(Table table, Pairs pairs, List<Phase> phases) {
    int from = 0;
    for (Phase phase : phases) {
      int to = from + phase.seconds() * BESIDE;
      if (!phase.name().isEmpty()) {
        String[] delays = pairs.percentiles(from, to);
        table.row(phase.name(), delays[0], delays[1], delays[2]);
      }
      from = to;
    }
  }
}
