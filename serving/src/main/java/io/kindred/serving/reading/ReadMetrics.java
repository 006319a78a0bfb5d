/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import io.kindred.serving.store.Applied;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What is counted of reading: read = applied + stale + erased + refused. */
final class ReadMetrics {

  private final Counter applied;
  private final Counter stale;
  private final Counter erased;
  private final Counter refused;
  private final Counter swept;
  private final Counter failures;
  private final MeterRegistry registry;

  ReadMetrics(MeterRegistry registry) {
    this.registry = registry;
    applied = counter("records.applied", "Records of the topics that were stored.");
    stale = counter("records.stale", "Records left out, as a newer revision was there.");
    erased = counter("records.erased", "Events left out, as a person had them deleted.");
    refused = counter("records.refused", "Records that are not what their topic holds.");
    swept = counter("events.swept", "Events deleted as too old, too many, or erased.");
    failures = counter("read.failures", "Failures of reading or storing; each is tried again.");
  }

  void applied(Applied outcome) {
    applied.increment(outcome.taken());
    stale.increment(outcome.stale());
  }

  void erased(int records) {
    erased.increment(records);
  }

  void swept(int events) {
    swept.increment(events);
  }

  void refused() {
    refused.increment();
  }

  void failed() {
    failures.increment();
  }

  void lag(Supplier<Number> records) {
    Gauge.builder("kindred.serving.lag.records", records)
        .description("Records in the topics that are not yet in the store.")
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("kindred.serving." + name).description(description).register(registry);
  }
}
