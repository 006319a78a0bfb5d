/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.avro.Definition;
import io.kindred.avro.SegmentCount;
import io.kindred.bench.job.JobProcess;
import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.Definitions;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.load.NewLinks;
import io.kindred.bench.load.Probe;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import io.kindred.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a new segment that is brought over many profiles does to the events of others meanwhile. */
public final class BackFillTimes implements Measure {

  private static final int PROFILES = 1_000_000;
  private static final int QUICK_PROFILES = 100_000;

  private static final int SEGMENTS = 20;
  private static final String NEW_SEGMENT = "everybody";

  /** From the start of the probes, seconds. */
  private static final int BEFORE_FROM_S = 10;

  private static final int FILL_FROM_S = 25;

  /** So many profiles a second are waited for. */
  private static final int SLOWEST = 8_000;

  @Override
  public String name() {
    return "back-fill";
  }

  @Override
  public String what() {
    return "event to membership while a new segment is brought over all profiles";
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    int profiles = rig.effort().isFull() ? PROFILES : QUICK_PROFILES;
    String sandbox = "back-fill-" + profiles;
    List<Definition> definitions = new ArrayList<>(Definitions.of(SEGMENTS));
    definitions.addAll(Probe.segments());
    rig.open(sandbox, definitions);
    report.progress("a back-fill over " + profiles);
    int seconds = FILL_FROM_S + Math.max(20, profiles / SLOWEST);
    JobSpec spec = rig.job(JobSpec.Kind.PROFILE, sandbox);
    try (JobProcess job = JobProcess.start(spec, rig.jvm());
        Feeder feeder = rig.feeder(sandbox, 1)) {
      for (int n = 0; n < profiles; n++) {
        feeder.event(NewLinks.aloneEvent(n, System.currentTimeMillis()));
      }
      feeder.flush();
      Pace.await(job, spec, profiles);
      report(rig, sandbox, seconds, feeder, report);
      job.counters(); // fails where the job has ended meanwhile
    }
  }

  private static void report(Rig rig, String sandbox, int seconds, Feeder feeder, Report report)
      throws Exception {
    try (Probes probes = new Probes(rig, sandbox, seconds);
        Filling filling = new Filling(rig, sandbox)) {
      Thread probing = new Thread(probes::run, "probes");
      probing.start();
      TimeUnit.SECONDS.sleep(FILL_FROM_S + Probes.AHEAD_S);
      filling.begin(feeder);
      probing.join();
      TimeUnit.MILLISECONDS.sleep(Probe.WINDOW_MS);
      int until = (int) Math.min(seconds, FILL_FROM_S + Math.ceil(filling.tookS()));
      Table table = new Table("when", "p50 ms", "p99 ms", "most ms");
      row(table, "before", probes.delays(Probe.MEMBERSHIP, BEFORE_FROM_S, FILL_FROM_S));
      row(table, "meanwhile", probes.delays(Probe.MEMBERSHIP, FILL_FROM_S, until));
      report.heading("Back-fill");
      report.paragraph(
          "Event to membership, %d a second, while a new segment that everybody is in reaches all."
              .formatted(Probes.PER_SECOND));
      report.table(table);
      report.paragraph(filling.toString());
    }
  }

  /** The new segment on its way over the profiles, as its count tells. */
  private static final class Filling implements AutoCloseable {

    private final Arrivals all = new Arrivals(1);
    private final TopicWatch<SegmentCount> counts;
    private volatile double progress;

    Filling(Rig rig, String sandbox) {
      counts = new TopicWatch<>(rig.kafka(), sandbox, Topic.SEGMENT_COUNTS, this::counted);
    }

    void begin(Feeder feeder) {
      all.due(0, System.nanoTime());
      String pql = "xEvent[eventType = \"web.webpagedetails.pageViews\"].count() >= 1";
      feeder.send(Topic.DEFINITIONS, Definitions.segment(NEW_SEGMENT, pql));
      feeder.flush();
    }

    private void counted(SegmentCount count) {
      if (count.getSegmentId().equals(NEW_SEGMENT)) {
        progress = count.getProgress();
        if (progress >= 1) {
          all.arrived(0);
        }
      }
    }

    double tookS() {
      return all.delays(0, 1)[0] / 1_000;
    }

    @Override
    public String toString() {
      return Double.isInfinite(tookS())
          ? "It had come to %s of them when the probes ended.".formatted(Spread.number(progress))
          : "It took %s s.".formatted(Spread.number(tookS()));
    }

    @Override
    public void close() {
      counts.close();
    }
  }

  private static void row(Table table, String when, double[] delays) {
    String[] shown = Spread.ofDelays(delays);
    table.row(when, shown[0], shown[1], shown[2]);
  }
}
