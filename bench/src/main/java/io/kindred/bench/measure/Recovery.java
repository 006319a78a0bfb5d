/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.JobProcess;
import io.kindred.bench.job.JobSpec;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.util.concurrent.TimeUnit;

/** How long ProfileJob is away when its process is killed and started again. */
public final class Recovery implements Measure {

  private static final int CHECKPOINTS_S = 25;

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public String what() {
    return "from a killed process to the first event after its last checkpoint";
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    long events = Throughput.prepare(JobSpec.Kind.PROFILE, rig, report);
    JobSpec spec = rig.job(JobSpec.Kind.PROFILE, Throughput.SANDBOX);
    JobProcess job = JobProcess.start(spec, rig.jvm());
    Pace.await(job, spec, Math.min(events, 1_000));
    TimeUnit.SECONDS.sleep(CHECKPOINTS_S);
    double size = Pace.of(job.counters(), "job.lastCheckpointFullSize");
    double tookMs = Pace.of(job.counters(), "job.lastCheckpointDuration");
    job.kill();
    long killed = System.nanoTime();
    double running;
    double working;
    try (JobProcess again = job.resume()) {
      running = (System.nanoTime() - killed) / 1e9;
      Pace.await(again, spec, 1);
      working = (System.nanoTime() - killed) / 1e9;
    }
    report.heading("Recovery");
    report.table(
        new Table("what", "figure")
            .row("checkpoint, MiB", Spread.number(size / (1 << 20)))
            .row("checkpoint, ms", Spread.number(tookMs))
            .row("from the kill to a running job, a new JVM included, s", Spread.number(running))
            .row("from the kill to events worked through, s", Spread.number(working)));
  }
}
