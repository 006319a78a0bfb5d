/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Every {@code kindred.journey.*} option: its key, type, default and meaning. */
public final class JourneyOptions {

  public static final ConfigOption<Duration> RESTATED_FOR =
      ConfigOptions.key("kindred.journey.restated-for")
          .durationType()
          .defaultValue(Duration.ofDays(90))
          .withDescription(
              "A journey that ended so long ago, in event time, is final: it is neither told nor"
                  + " restated nor taken back any more.");

  private JourneyOptions() {}
}
