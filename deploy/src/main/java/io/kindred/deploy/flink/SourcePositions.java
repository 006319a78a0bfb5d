/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.flink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the Kafka sources of the running jobs have read, by the gauges they keep. The offsets
 * that they commit say the same up to ten seconds later: a source commits between two polls, and a
 * poll waits so long where nothing comes.
 */
public final class SourcePositions implements MetricReporter {

  private static final String LAST_READ = "currentOffset";

  private final Map<Source, Gauge<?>> lastRead = new ConcurrentHashMap<>();

  SourcePositions() {}

  private record Source(String job, TopicPartition partition) {}

  /** The offset that a job reads next, or 0 where it has read nothing since it was started. */
  public long next(JobID job, TopicPartition partition) {
    Gauge<?> gauge = lastRead.get(new Source(job.toHexString(), partition));
    return gauge != null && gauge.getValue() instanceof Long last ? last + 1 : 0;
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (name.equals(LAST_READ) && metric instanceof Gauge<?> gauge) {
      lastRead.put(source(group), gauge);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (name.equals(LAST_READ) && metric instanceof Gauge<?> gauge) {
      lastRead.remove(source(group), gauge);
    }
  }

  @Override
  public void open(MetricConfig settings) {}

  @Override
  public void close() {
    lastRead.clear();
  }

  private static Source source(MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    return new Source(
        variables.getOrDefault("<job_id>", ""),
        new TopicPartition(
            variables.getOrDefault("<topic>", ""),
            Integer.parseInt(variables.getOrDefault("<partition>", "-1"))));
  }
}
