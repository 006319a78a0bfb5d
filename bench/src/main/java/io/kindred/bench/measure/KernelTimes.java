/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.kernel.Kernels;
import io.kindred.bench.kernel.RefreshKernels;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The kernels by JMH: time and bytes allocated, each time one is called. */
public final class KernelTimes implements Measure {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private static final int ROUNDS = 3;

  private final String name;
  private final String what;
  private final Class<?> kernels;

  private KernelTimes(String name, String what, Class<?> kernels) {
    this.name = name;
    this.what = what;
    this.kernels = kernels;
  }

  public static KernelTimes ofSteps() {
    return new KernelTimes(
        "kernels",
        "single steps without a job: ingest, edges, segments, partition, gossip",
        Kernels.class);
  }

  public static KernelTimes ofRefreshes() {
    return new KernelTimes(
        "refresh",
        "the refresh of contributions, by channels and by journeys, without a job",
        RefreshKernels.class);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String what() {
    return what;
  }

  @Override
  public boolean isQuick() {
    return kernels == Kernels.class;
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    var options =
        new OptionsBuilder()
            .include(kernels.getName() + "\\.")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .addProfiler(GCProfiler.class)
            .forks(1)
            .warmupIterations(ROUNDS)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(ROUNDS)
            .measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT)
            .build();
    Table table = new Table("kernel", "µs a call", "± (99.9 %)", "bytes allocated a call");
    for (RunResult each : new Runner(options).run()) {
      Result<?> time = each.getPrimaryResult();
      table.row(
          named(time.getLabel(), each.getParams()),
          Spread.number(time.getScore()),
          Spread.number(time.getScoreError()),
          Spread.number(allocated(each)));
    }
    report.heading("Kernels: " + what);
    report.paragraph(
        "JMH, one fork, %d rounds of a second after as many to warm up.".formatted(ROUNDS));
    report.table(table);
  }

  private static String named(String label, BenchmarkParams params) {
    return params.getParamsKeys().stream()
        .map(key -> ", " + params.getParam(key) + " " + key)
        .collect(Collectors.joining("", label, ""));
  }

  private static double allocated(RunResult run) {
    Result<?> bytes = run.getSecondaryResults().get(ALLOCATED);
    return bytes == null ? Double.NaN : bytes.getScore();
  }
}
