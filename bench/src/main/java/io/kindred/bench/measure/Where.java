/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.Counters;
import io.kindred.bench.job.JobSpec;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Where the CPU time of one event goes in ProfileJob, as a table that adds up to the process's.
 *
 * <p>What each stage takes is the CPU time of its threads, and adds up. What it is spent on is told
 * by samples of a flight recording. Those see Java alone: the time in RocksDB's native code is
 * spread over what stands beside it.
 */
public final class Where implements Measure {

  private static final double LEAST_MICROS = 0.5;

  @Override
  public String name() {
    return "where";
  }

  @Override
  public String what() {
    return "where the time of one event goes in ProfileJob";
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    long events = Throughput.prepare(JobSpec.Kind.PROFILE, rig, report);
    Path recording = Files.createTempFile(rig.directory(), "where", ".jfr");
    String flight =
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording;
    JobSpec spec = rig.job(JobSpec.Kind.PROFILE, Throughput.SANDBOX);
    Pace pace = Pace.of(rig.effort(), spec, events, List.of(flight));
    Samples samples = Samples.read(recording, rig.effort().measuredS());
    report.heading("Where the time of one event goes");
    report.paragraph(
        ("ProfileJob with %d segments at %s events/s, with a flight recording; CPU time in its"
                + " process.")
            .formatted(rig.effort().segments(), Spread.number(pace.perSecond())));
    report.table(table(pace, samples));
  }

  private static Table table(Pace pace, Samples samples) {
    Table table = new Table("stage", "on", "µs an event", "share");
    double total = pace.microsAnEvent(Counters.CPU_SECONDS);
    double[] rest = {total};
    pace.counted().keySet().stream()
        .filter(name -> name.startsWith(Counters.CPU_OF_THREADS))
        .filter(name -> pace.microsAnEvent(name) >= LEAST_MICROS)
        .sorted(Comparator.comparingDouble(pace::microsAnEvent).reversed())
        .forEach(
            name -> {
              rest[0] -= pace.microsAnEvent(name);
              String stage = name.substring(Counters.CPU_OF_THREADS.length());
              stage(table, stage, pace.microsAnEvent(name), total, samples.of(stage));
            });
    row(table, "the rest", "", rest[0], total);
    row(table, "all", "", total, total);
    return table;
  }

  private static void stage(
      Table table, String stage, double micros, double total, Map<String, Double> shares) {
    shares.forEach((on, share) -> row(table, stage, on, share * micros, total));
    if (shares.isEmpty()) {
      row(table, stage, "", micros, total);
    }
  }

  private static void row(Table table, String stage, String on, double micros, double total) {
    table.row(stage, on, Spread.number(micros), Spread.number(100 * micros / total) + " %");
  }
}
