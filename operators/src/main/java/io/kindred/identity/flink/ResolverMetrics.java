/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the resolver counts. */
final class ResolverMetrics {

  /** Events and records that are new here. */
  final Counter applied;

  /** Events and records that were here before, or older than what is kept. */
  final Counter duplicates;

  /** Events that were forgotten, by age or by number. */
  final Counter forgotten;

  /** Fragments that moved from one profile to another. */
  final Counter moves;

  final Counter gossipSent;
  final Counter gossipReceived;

  ResolverMetrics(MetricGroup metrics) {
    applied = metrics.counter("applied");
    duplicates = metrics.counter("duplicates");
    forgotten = metrics.counter("forgotten");
    moves = metrics.counter("moves");
    gossipSent = metrics.counter("gossip-sent");
    gossipReceived = metrics.counter("gossip-received");
  }
}
