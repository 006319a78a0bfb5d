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

  public static final ConfigOption<Duration> DEFINITIONS_PERIOD =
      ConfigOptions.key("kindred.profile.definitions-period")
          .durationType()
          .defaultValue(Duration.ofMillis(200))
          .withDescription(
              "Segments and merge policies that arrive within this time take effect together.");

  public static final ConfigOption<Integer> BACK_FILL_SLICE =
      ConfigOptions.key("kindred.profile.back-fill-slice")
          .intType()
          .defaultValue(50)
          .withDescription(
              "So many profiles are brought under new definitions before events have a turn.");

  public static final ConfigOption<Double> BACK_FILL_SHARE =
      ConfigOptions.key("kindred.profile.back-fill-share")
          .doubleType()
          .defaultValue(0.25)
          .withDescription(
              "The share of a task's time that bringing profiles under new definitions may take,"
                  + " above 0 and up to 1; the rest is for events.");

  public static final ConfigOption<Integer> RULES_MAX =
      ConfigOptions.key("kindred.profile.rules-max")
          .intType()
          .defaultValue(100)
          .withDescription(
              "While profiles are brought under new definitions, some follow those before, which"
                  + " are kept for them: beyond so many changes at once, further ones wait until"
                  + " all profiles have been brought along (metric `definitions-delayed`: how"
                  + " often that was put off).");

  private ProfileOptions() {}
}
