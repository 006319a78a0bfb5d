/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench;

import io.kindred.bench.measure.BackFillTimes;
import io.kindred.bench.measure.Effort;
import io.kindred.bench.measure.Growth;
import io.kindred.bench.measure.Hub;
import io.kindred.bench.measure.KernelTimes;
import io.kindred.bench.measure.Latency;
import io.kindred.bench.measure.Links;
import io.kindred.bench.measure.Lookups;
import io.kindred.bench.measure.Measure;
import io.kindred.bench.measure.ModelErrors;
import io.kindred.bench.measure.Recovery;
import io.kindred.bench.measure.Rig;
import io.kindred.bench.measure.Throughput;
import io.kindred.bench.measure.Where;
import io.kindred.bench.report.Machine;
import io.kindred.bench.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command: it measures what is selected, prints tables, and writes them to a page. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    version = "0.1",
    description = "Measures Kindred on this machine, beside the leanest job that Flink allows.")
public final class Bench implements Callable<Integer> {

  private static final List<Measure> MEASURES =
      List.of(
          Throughput.ROOFLINE,
          Throughput.PROFILE,
          Throughput.CONTRIBUTION,
          new Where(),
          new Latency(),
          new Links(),
          new Hub(),
          Growth.SEGMENTS,
          Growth.MERGES,
          Growth.PEOPLE,
          new BackFillTimes(),
          new Recovery(),
          new Lookups(),
          KernelTimes.ofSteps(),
          KernelTimes.ofRefreshes(),
          new ModelErrors());

  @Option(
      names = "--quick",
      description = "Some ten minutes: the most telling, once each, and short. The default.")
  private boolean quick;

  @Option(
      names = "--full",
      description = "About an hour: all, throughputs three times, and more sizes.")
  private boolean full;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "For how long a job is warmed up at most before it is measured.")
  private int warmUpS;

  @Option(
      names = "--segments",
      paramLabel = "SEGMENTS",
      description = "How many segments there are but in 'segments' and 'back-fill'.")
  private int segments;

  @Option(
      names = "--link-rate",
      paramLabel = "LINKS",
      description = "How many pairs a second are linked in 'links'. Repeatable.")
  private List<Integer> linkRates = List.of();

  @Option(
      names = "--load",
      paramLabel = "EVENTS",
      description =
          "How many events a second there are in 'latency', in place of shares of what the job"
              + " can do. Repeatable.")
  private List<Integer> loads = List.of();

  @Option(
      names = "--jvm",
      description = "A further option of the jobs' JVMs, such as a flight recording. Repeatable.")
  private List<String> jvm = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the jobs or of Flink beyond the defaults. Repeatable.")
  private Map<String, String> settings = Map.of();

  @Option(
      names = "--work",
      description = "Where topics and state are put, gigabytes of them; it is left there.")
  private Path work = Path.of("bench", "target", "work");

  @Option(names = "--results", description = "Where the page is written.")
  private Path results = Path.of("bench", "results");

  @Parameters(
      paramLabel = "MEASURE",
      description = "What to measure, of any kind of run: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private List<String> selected = List.of();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Effort effort = full && !quick ? Effort.FULL : Effort.QUICK;
    if (warmUpS > 0) {
      effort = effort.warmingUp(warmUpS);
    }
    if (segments > 0) {
      effort = effort.deciding(segments);
    }
    if (!linkRates.isEmpty()) {
      effort = effort.linking(linkRates);
    }
    if (!loads.isEmpty()) {
      effort = effort.under(loads);
    }
    long start = System.nanoTime();
    Path page = results.resolve(LocalDate.now(ZoneOffset.UTC) + "-" + Machine.commit() + ".md");
    Report report = new Report(System.out, page);
    report.heading("Kindred measured, " + effort.name());
    report.table(Machine.table());
    if (!settings.isEmpty() || !jvm.isEmpty()) {
      report.paragraph("Beyond the defaults: " + settings + " " + jvm);
    }
    Path place = Files.createDirectories(work.toAbsolutePath().resolve(Long.toString(start)));
    try (Rig rig = new Rig(place, effort, jvm, settings)) {
      for (Measure measure : measures(effort)) {
        measure.run(rig, report);
        report.write();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    report.paragraph("All of it took " + took.toSeconds() + " s.");
    report.write();
    return 0;
  }

  private List<Measure> measures(Effort effort) {
    for (String name : selected) {
      if (MEASURES.stream().noneMatch(measure -> measure.name().equals(name))) {
        throw new IllegalArgumentException(name + " is none of " + new Names());
      }
    }
    return MEASURES.stream()
        .filter(
            measure ->
                selected.contains(measure.name())
                    || (selected.isEmpty() && (measure.isQuick() || effort.isFull())))
        .toList();
  }

  /** The names of all measures. */
  static final class Names extends java.util.ArrayList<String> {
    Names() {
      super(MEASURES.stream().map(Measure::name).collect(Collectors.toList()));
    }
  }
}
