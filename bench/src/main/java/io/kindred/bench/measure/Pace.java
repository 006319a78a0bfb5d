/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.Counters;
import io.kindred.bench.job.JobProcess;
import io.kindred.bench.job.JobSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How fast a job works through events that lie ready.
 *
 * @param perSecond events that have been through it
 * @param seconds that were measured
 * @param counted in that time, by counter
 * @param all that was counted since the job began
 */
record Pace(
    double perSecond, double seconds, Map<String, Double> counted, Map<String, Double> all) {

  private static final String APPLIED = "identity resolver.applied";
  private static final String SENT = "identity resolver.gossip-sent";
  private static final String RECEIVED = "identity resolver.gossip-received";

  private static final String COMPILERS = Counters.CPU_OF_THREADS + Counters.COMPILERS;

  /** Seconds between two looks at the compilers. */
  private static final int STEP_S = 5;

  /** They rest when they take less of a core. */
  private static final double COMPILED = 0.1;

  /** What to count, so that an event counts once, and late in the job. */
  private static String counter(JobSpec.Kind kind) {
    return switch (kind) {
      case ROOFLINE -> "roofline.applied";
      case PROFILE -> APPLIED;
      case CONTRIBUTION -> "journey ledger.numRecordsIn";
    };
  }

  /**
   * Runs a job on a sandbox that was filled.
   *
   * @param ready how many events lie there; an error if they do not suffice
   * @param jvm further options of its JVM
   */
  static Pace of(Effort effort, JobSpec spec, long ready, List<String> jvm) throws Exception {
    try (JobProcess job = JobProcess.start(spec, jvm)) {
      Map<String, Double> before = warm(job, spec, effort);
      long start = System.nanoTime();
      TimeUnit.SECONDS.sleep(effort.measuredS());
      Map<String, Double> after = job.counters();
      double seconds = (System.nanoTime() - start) / 1e9;
      String counter = counter(spec.kind());
      if (of(after, counter) >= ready) {
        throw new IOException("all " + ready + " events were through before the time was up");
      }
      Map<String, Double> counted = new TreeMap<>(after);
      before.forEach((name, value) -> counted.merge(name, -value, Double::sum));
      return new Pace(of(counted, counter) / seconds, seconds, counted, after);
    }
  }

  /**
   * Warms up one of our jobs until it is compiled. The roofline is a small program, and has no more
   * events ready than it needs.
   */
  private static Map<String, Double> warm(JobProcess job, JobSpec spec, Effort effort)
      throws Exception {
    boolean isSmall = spec.kind() == JobSpec.Kind.ROOFLINE;
    return rested(job, effort.warmUpS(), isSmall ? effort.warmUpS() : effort.compilingS());
  }

  /**
   * Waits until the compilers rest.
   *
   * @param leastS seconds that it waits anyway
   * @param mostS seconds after which it waits no longer
   * @return what is counted by then
   */
  static Map<String, Double> rested(JobProcess job, int leastS, int mostS) throws Exception {
    TimeUnit.SECONDS.sleep(leastS - STEP_S);
    Map<String, Double> now = job.counters();
    for (int at = leastS; at <= mostS; at += STEP_S) {
      double before = of(now, COMPILERS);
      TimeUnit.SECONDS.sleep(STEP_S);
      now = job.counters();
      if (of(now, COMPILERS) - before < COMPILED * STEP_S) {
        break;
      }
    }
    return now;
  }

  /** Waits until a job has worked through so many events. */
  static void await(JobProcess job, JobSpec spec, long events) throws Exception {
    while (of(job.counters(), counter(spec.kind())) < events) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  static double of(Map<String, Double> counters, String name) {
    return counters.getOrDefault(name, 0.0);
  }

  /** Cores that the job's process kept busy; broker and load come on top. */
  double cores() {
    return of(counted, Counters.CPU_SECONDS) / seconds;
  }

  /** Gossip that was sent and not yet received, at the end. */
  double gossipBehind() {
    return of(all, SENT) - of(all, RECEIVED);
  }

  /** Where a gauge stood at the end. */
  double counter(String name) {
    return of(all, name);
  }

  /** How often something was counted for each event, over the whole run. */
  double anEvent(String name) {
    return counter(name) / Math.max(1, counter(APPLIED));
  }

  /** Events a second that one busy core of the job's process pays for. */
  double perCore() {
    return perSecond / cores();
  }

  /** What a counter of CPU time says of one event, microseconds. */
  double microsAnEvent(String cpuSeconds) {
    return 1e6 * of(counted, cpuSeconds) / (perSecond * seconds);
  }
}
