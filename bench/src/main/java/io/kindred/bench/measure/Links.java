/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.JobProcess;
import io.kindred.bench.job.JobSpec;
import io.kindred.bench.load.NewLinks;
import io.kindred.bench.load.OpenLoop;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.util.Map;

/** How soon two new identities have one profile, at so many new links a second and nothing else. */
public final class Links implements Measure {

  @Override
  public String name() {
    return "links";
  }

  @Override
  public String what() {
    return "new link to one profile, at 400 and 1,000 links/s";
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    Table table =
        new Table(
            "links/s",
            "p50 ms",
            "p99 ms",
            "most ms",
            "not one at the end",
            "drained in s",
            "CPU µs a link",
            "messages a link",
            "through Kafka");
    GossipTable gossip = new GossipTable();
    for (int rate : rig.effort().linkRates()) {
      report.progress(rate + " links/s");
      at(rate, rig, table, gossip);
    }
    report.heading("New links");
    report.paragraph(
        "Pairs of new identities at a fixed rate; %d s of warm-up at it, then those of %d s are"
                .formatted(rig.effort().compilingS(), rig.effort().measuredS())
            + " counted, from when each was due until both have the same profile.");
    report.table(table);
    report.table(gossip.table());
  }

  private static void at(int rate, Rig rig, Table table, GossipTable gossip) throws Exception {
    String sandbox = "links-" + rate;
    rig.open(sandbox, NewLinks.definitions(false));
    int warm = rate * rig.effort().compilingS();
    int all = warm + rate * rig.effort().measuredS();
    JobSpec spec = rig.job(JobSpec.Kind.PROFILE, sandbox);
    try (JobProcess job = JobProcess.start(spec, rig.jvm());
        Pairs pairs = new Pairs(rig, sandbox, all)) {
      pairs.run(OpenLoop.from(rate));
      int missing = pairs.missing();
      double drained = pairs.drain();
      Map<String, Double> counters = job.counters();
      double sent = Pace.of(counters, "identity resolver.gossip-sent");
      double local = Pace.of(counters, "identity resolver.gossip-local");
      String[] delays = pairs.percentiles(warm, all);
      table.row(
          Spread.number(rate),
          delays[0],
          delays[1],
          delays[2],
          missing,
          pairs.missing() == 0 ? Spread.number(drained) : "never: " + pairs.missing(),
          Spread.number(1e6 * Pace.of(counters, "process.cpu-seconds") / all),
          Spread.number((sent + local) / all),
          Spread.number(sent / all));
    }
    gossip.row(rate + " links/s", rig, sandbox);
  }
}
