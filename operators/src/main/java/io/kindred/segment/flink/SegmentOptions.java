/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment.flink;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Every {@code kindred.segment.*} option: its key, type, default and meaning. */
public final class SegmentOptions {

  public static final ConfigOption<Duration> REPORT_PERIOD =
      ConfigOptions.key("kindred.segment.report-period")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "A segment's count that changes is published at most once in this time.");

  private SegmentOptions() {}
}
