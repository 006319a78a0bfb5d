/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.flink;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A cluster in this JVM whose metrics can be asked for directly. */
@SuppressWarnings("try") // The close() that it inherits may be interrupted; nobody here calls it.
final class WatchedCluster extends MiniCluster {

  private final SourcePositions positions = new SourcePositions();

  WatchedCluster(MiniClusterConfiguration settings) {
    super(settings);
  }

  SourcePositions positions() {
    return positions;
  }

  @Override
  protected MetricRegistryImpl createMetricRegistry(Configuration settings, long messageSizeMax) {
    return new MetricRegistryImpl(
        MetricRegistryConfiguration.fromConfiguration(settings, messageSizeMax),
        List.of(
            ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter(
                "source-positions", new MetricConfig(), positions)));
  }
}
