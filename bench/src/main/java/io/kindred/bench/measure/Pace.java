/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.Counters;
import io.kindred.bench.job.JobProcess;
import io.kindred.bench.job.JobSpec;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fast a job works through events that lie ready.
 *
 * @param perSecond events that have been through it
 * @param cores that its process kept busy; broker and load come on top
 * @param gossipBehind gossip that was sent and not yet received, at the end
 * @param counters of the whole run, at the end
 */
record Pace(double perSecond, double cores, double gossipBehind, Map<String, Double> counters) {

  private static final String SENT = "identity resolver.gossip-sent";
  private static final String RECEIVED = "identity resolver.gossip-received";

  /** What to count, so that an event counts once, and late in the job. */
  private static String counter(JobSpec.Kind kind) {
    return switch (kind) {
      case ROOFLINE -> "roofline.applied";
      case PROFILE -> "identity resolver.applied";
    };
  }

  /**
   * Runs a job on a sandbox that was filled.
   *
   * @param ready how many events lie there; an error if they do not suffice
   */
  static Pace of(Rig rig, JobSpec spec, long ready) throws Exception {
    try (JobProcess job = JobProcess.start(spec, rig.jvm())) {
      TimeUnit.SECONDS.sleep(rig.effort().warmUpS());
      Map<String, Double> before = job.counters();
      long start = System.nanoTime();
      TimeUnit.SECONDS.sleep(rig.effort().measuredS());
      Map<String, Double> after = job.counters();
      double seconds = (System.nanoTime() - start) / 1e9;
      String counter = counter(spec.kind());
      if (of(after, counter) >= ready) {
        throw new IOException("all " + ready + " events were through before the time was up");
      }
      return new Pace(
          (of(after, counter) - of(before, counter)) / seconds,
          (of(after, Counters.CPU_SECONDS) - of(before, Counters.CPU_SECONDS)) / seconds,
          of(after, SENT) - of(after, RECEIVED),
          after);
    }
  }

  static double of(Map<String, Double> counters, String name) {
    return counters.getOrDefault(name, 0.0);
  }

  double counter(String name) {
    return of(counters, name);
  }

  /** How often something was counted for each event, over the whole run. */
  double anEvent(String name) {
    return counter(name) / Math.max(1, counter("identity resolver.applied"));
  }

  /** Events a second that one busy core of the job's process pays for. */
  double perCore() {
    return perSecond / cores;
  }
}
