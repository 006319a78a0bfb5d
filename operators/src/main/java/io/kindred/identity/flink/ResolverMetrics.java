/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.identity.IdentityMemory.Told;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the resolver counts. */
final class ResolverMetrics {

  /** So many of the last values make a histogram. */
  private static final int WINDOW = 4_096;

  /** Events and records that are new here. */
  final Counter applied;

  /** Events and records that were here before, or older than what is kept. */
  final Counter duplicates;

  /** Events that were forgotten, by age or by number. */
  final Counter forgotten;

  /** Fragments that moved from one profile to another. */
  final Counter moves;

  /** Messages to other subtasks. */
  final Counter gossipSent;

  /** Messages to identities of the same subtask. */
  final Counter gossipLocal;

  final Counter gossipReceived;

  /** Of a move: how many messages, one after another, led to it. */
  final Histogram hops;

  /** Of a move: milliseconds from the input that led to it until the label was here. */
  final Histogram labelLag;

  /** Of a decision at a root: identities in the largest cluster. */
  final Histogram clusterSize;

  /** Components that became contended, since the job started, less those that ceased to be. */
  final Counter contended;

  /** Identities whose quarantine began since the job started, less those whose ended. */
  final Counter quarantined;

  /** Events and records that came after their identity was deleted up to a later time. */
  final Counter deletedLate;

  /** Events that were deleted on request. */
  final Counter deletedEvents;

  ResolverMetrics(MetricGroup metrics) {
    applied = metrics.counter("applied");
    duplicates = metrics.counter("duplicates");
    forgotten = metrics.counter("forgotten");
    moves = metrics.counter("moves");
    gossipSent = metrics.counter("gossip-sent");
    gossipLocal = metrics.counter("gossip-local");
    gossipReceived = metrics.counter("gossip-received");
    hops = metrics.histogram("hops", new DescriptiveStatisticsHistogram(WINDOW));
    labelLag = metrics.histogram("label-lag", new DescriptiveStatisticsHistogram(WINDOW));
    clusterSize = metrics.histogram("cluster-size", new DescriptiveStatisticsHistogram(WINDOW));
    contended = metrics.counter("contended-components");
    quarantined = metrics.counter("quarantined-identities");
    deletedLate = metrics.counter("deleted-late");
    deletedEvents = metrics.counter("deleted-events");
  }

  /** A root told its members something new. */
  void decided(Told before, Told now) {
    contended.inc((now.contended() ? 1 : 0) - (before.contended() ? 1 : 0));
    Map<String, Integer> sizes = new HashMap<>();
    int largest = 0;
    for (String founder : now.founders().values()) {
      if (!founder.isEmpty()) {
        largest = Math.max(largest, sizes.merge(founder, 1, Integer::sum));
      }
    }
    clusterSize.update(largest);
  }
}
