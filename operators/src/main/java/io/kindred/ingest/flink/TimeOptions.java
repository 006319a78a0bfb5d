/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Every {@code kindred.time.*} option: its key, type, default and meaning. */
public final class TimeOptions {

  public static final ConfigOption<String> NOW =
      ConfigOptions.key("kindred.time.now")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "An ISO 8601 instant at which the job's clock stands still, for dry runs. Unset:"
                  + " the machine's clock.");

  public static final ConfigOption<Duration> IDLE_AFTER =
      ConfigOptions.key("kindred.time.idle-after")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "After this time without an event, event time follows the clock, so that windows"
                  + " end also when nothing happens. The time for which a task has to wait for"
                  + " others does not count.");

  private TimeOptions() {}
}
