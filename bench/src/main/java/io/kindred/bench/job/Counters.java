/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.job;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * What all operators in this JVM have counted, summed over their subtasks: {@code
 * profile.evaluations}. Flink's own way to read them lags by seconds.
 */
public final class Counters implements MetricReporter {

  public static final String CPU_SECONDS = "process.cpu-seconds";

  /** And then the stage. */
  public static final String CPU_OF_THREADS = "cpu-seconds.";

  /** The stage of those who translate the job to machine code. */
  public static final String COMPILERS = NativeThreads.COMPILERS;

  private static final Map<Metric, String> NAMES = new ConcurrentHashMap<>();

  /** How Flink finds it. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new Counters();
    }
  }

  static Map<String, Double> now() {
    Map<String, Double> sums = new TreeMap<>();
    NAMES.forEach((metric, name) -> sums.merge(name, value(metric), Double::sum));
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    sums.put(CPU_SECONDS, system.getProcessCpuTime() / 1e9);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        double seconds = threads.getThreadCpuTime(thread.getThreadId()) / 1e9;
        sums.merge(CPU_OF_THREADS + stage(thread.getThreadName()), seconds, Double::sum);
      }
    }
    NativeThreads.cpuSeconds()
        .forEach((stage, seconds) -> sums.merge(CPU_OF_THREADS + stage, seconds, Double::sum));
    return sums;
  }

  /** Threads that do the same work: a task's are named after its first operator. */
  public static String stage(String thread) {
    return thread.split(" -> | \\(| \\||-thread|-\\d|\\.", 2)[0];
  }

  private static double value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return ((Gauge<?>) metric).getValue() instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().get("<operator_name>");
    if (metric instanceof Counter) {
      NAMES.put(metric, (operator == null ? "job" : operator) + "." + name);
    } else if (metric instanceof Gauge && operator == null) {
      NAMES.put(metric, "job." + name); // an operator's may look at what its task just changes
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    NAMES.remove(metric);
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}
}
