/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.deploy.broker.EmbeddedKafka;
import io.kindred.deploy.flink.LocalFlink;
import io.kindred.deploy.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs scenarios on the job that runs live, with a broker and a Flink cluster that are started once
 * for all of them.
 */
public final class Replay implements AutoCloseable {

  /** Of a job that is watched as this one is, checkpoints are taken on request. */
  /** ProfileJob, and ContributionJob after it. */
  private static final int JOBS = 2;

  private static final Duration CHECKPOINT_PERIOD = Duration.ofHours(1);

  private final EmbeddedKafka broker;
  private final LocalFlink flink;
  private final ExecutorService workers;
  private final Consumer<String> progress;
  private int sandboxes;

  private Replay(
      EmbeddedKafka broker, LocalFlink flink, ExecutorService workers, Consumer<String> progress) {
    this.broker = broker;
    this.flink = flink;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Starts what the scenarios run on.
   *
   * @param directory for working files; the caller's to delete
   * @param runs how many there will be; so many are side by side as the machine has cores for
   * @param progress is told what happens
   */
  public static Replay start(Path directory, int runs, Consumer<String> progress) throws Exception {
    int sideBySide = Math.max(1, Math.min(runs, Runtime.getRuntime().availableProcessors()));
    progress.accept("starting broker and Flink");
    EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    try {
      LocalFlink flink =
          LocalFlink.start(
              new LocalFlink.Settings(
                  directory.resolve("flink"), 0, sideBySide * JOBS, CHECKPOINT_PERIOD));
      return new Replay(broker, flink, Executors.newFixedThreadPool(sideBySide), progress);
    } catch (Exception e) {
      broker.close();
      throw e;
    }
  }

  /**
   * Runs scenarios side by side, and hands out the results in the order of the scenarios.
   *
   * @throws ReplayFailure the first one, after all others have been run
   */
  public void run(List<Scenario> scenarios, Duration timeout, Consumer<ReplayResult> results)
      throws Exception {
    deliver(scenarios, scenario -> start(scenario, timeout, ReplayResult::read)::get, results);
  }

  /**
   * Runs each scenario under its own identity settings and under others, and hands out what would
   * change, in the order of the scenarios.
   *
   * @param settings the body of the other identity settings
   * @throws ReplayFailure the first one, after all others have been run
   */
  public void compare(
      List<Scenario> scenarios, String settings, Duration timeout, Consumer<ReplayResult> results)
      throws Exception {
    deliver(scenarios, scenario -> comparison(scenario, settings, timeout), results);
  }

  private Callable<ReplayResult> comparison(Scenario scenario, String settings, Duration timeout) {
    Future<Stitching> before = start(scenario, timeout, Stitching::read);
    Future<Stitching> after =
        start(scenario.withIdentitySettings(settings), timeout, Stitching::read);
    return () -> new StitchingDiff(before.get(), after.get()).result(scenario.name());
  }

  private <T> Future<T> start(Scenario scenario, Duration timeout, DryRun.Reading<T> reading) {
    // Never one that was used before: its topics may still be on their way out.
    String sandbox = "replay-" + ++sandboxes;
    return workers.submit(() -> new DryRun(broker, flink, sandbox).of(scenario, timeout, reading));
  }

  /** All are begun before the first is waited for. */
  private void deliver(
      List<Scenario> scenarios,
      Function<Scenario, Callable<ReplayResult>> begin,
      Consumer<ReplayResult> results)
      throws Exception {
    List<Callable<ReplayResult>> begun = scenarios.stream().map(begin).toList();
    Optional<ReplayFailure> failure = Optional.empty();
    for (int i = 0; i < begun.size(); i++) {
      String name = scenarios.get(i).name();
      try {
        results.accept(begun.get(i).call());
        progress.accept("done: " + name);
      } catch (ExecutionException e) {
        ReplayFailure failed = new ReplayFailure(name, e.getCause());
        progress.accept(String.valueOf(failed.getMessage()));
        failure = failure.or(() -> Optional.of(failed));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    flink.close();
    broker.close();
  }
}
