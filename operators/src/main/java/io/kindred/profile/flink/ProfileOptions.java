/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Every {@code kindred.profile.*} option: its key, type, default and meaning. */
public final class ProfileOptions {

  public static final ConfigOption<Duration> EMIT_PERIOD =
      ConfigOptions.key("kindred.profile.emit-period")
          .durationType()
          .defaultValue(Duration.ofMillis(100))
          .withDescription(
              "A profile that changes is published at once, and then at most once in this time.");

  private ProfileOptions() {}
}
