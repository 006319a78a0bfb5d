/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.avro.IdentityMapping;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.load.NewLinks;
import io.kindred.bench.load.OpenLoop;
import io.kindred.bench.report.Spread;
import io.kindred.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Links pairs of new identities at a fixed rate, and notes when the two have one profile. */
final class Pairs implements AutoCloseable {

  /** For so long those are waited for that are not one when the last is sent. */
  private static final int PATIENCE_S = 60;

  private static final long POLL_MS = 20;

  private final int count;
  private final Feeder feeder;
  private final Arrivals arrivals;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> mapped = new HashMap<>();
  private final TopicWatch<IdentityMapping> watch;

  Pairs(Rig rig, String sandbox, int count) {
    this.count = count;
    feeder = rig.feeder(sandbox, 0);
    arrivals = new Arrivals(count);
    for (int n = 0; n < count; n++) {
      int number = n;
      NewLinks.pair(n).forEach(identity -> numbers.put(identity, number));
    }
    watch = new TopicWatch<>(rig.kafka(), sandbox, Topic.IDENTITY_MAP, this::mapping);
  }

  /** Links all of them, and returns when the last is sent. */
  void run(OpenLoop loop) {
    loop.run(
        count,
        n -> {
          arrivals.due((int) n, loop.due(n));
          feeder.event(NewLinks.pairEvent(n, System.currentTimeMillis()));
        });
    feeder.flush();
  }

  /** Waits until all are one, or patience ends; seconds. */
  double drain() throws InterruptedException {
    long start = System.nanoTime();
    while (missing() > 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_S)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  int missing() {
    return arrivals.missing(count);
  }

  int count() {
    return count;
  }

  /** The delay of some, in milliseconds: a part of a table's row. */
  String[] percentiles(int from, int to) {
    return Spread.ofDelays(arrivals.delays(from, to));
  }

  private void mapping(IdentityMapping mapping) {
    Integer n = numbers.get(mapping.getIdentity());
    if (n == null) {
      return; // something of the hub's
    }
    mapped.put(mapping.getIdentity(), mapping.getProfileId());
    if (NewLinks.pair(n).stream().map(mapped::get).distinct().count() == 1) {
      arrivals.arrived(n);
    }
  }

  @Override
  public void close() {
    watch.close();
    feeder.close();
  }
}
