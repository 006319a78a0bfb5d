/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.contribution.Layout;
import io.kindred.contribution.ModelNames;
import io.kindred.contribution.Replicates;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Every {@code kindred.contribution.*} option: its key, type, default and meaning. */
public final class ContributionOptions {

  public static final ConfigOption<List<String>> MODELS =
      ConfigOptions.key("kindred.contribution.models")
          .stringType()
          .asList()
          .defaultValues(ModelNames.ALL.toArray(String[]::new))
          .withDescription("The models by which contributions are told, separated by semicolons.");

  public static final ConfigOption<Integer> MARKOV_ORDER =
      ConfigOptions.key("kindred.contribution.markov-order")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many touches back the states of the Markov chain look. To change it, start"
                  + " without state: journeys are counted anew.");

  public static final ConfigOption<Duration> HALF_LIFE =
      ConfigOptions.key("kindred.contribution.half-life")
          .durationType()
          .defaultValue(Layout.HALF_LIFE)
          .withDescription(
              "In this time credit halves under time-decay. To change it, start without state:"
                  + " journeys are counted anew.");

  public static final ConfigOption<Integer> REPLICATES =
      ConfigOptions.key("kindred.contribution.replicates")
          .intType()
          .defaultValue(Replicates.NUMBER)
          .withDescription(
              "So many replicates make the intervals; 0 for none. To change it, start without"
                  + " state: journeys are counted anew.");

  public static final ConfigOption<MemorySize> REPLICATES_MEMORY =
      ConfigOptions.key("kindred.contribution.replicates-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(32))
          .withDescription(
              "So much memory the replicates of one window of one conversion and currency may take:"
                  + " 24 bytes for each of them and each cell of the counts. A window that would"
                  + " take more is told without intervals, which the metric intervals-left-out"
                  + " counts.");

  public static final ConfigOption<Integer> CHANNELS_MAX =
      ConfigOptions.key("kindred.contribution.channels-max")
          .intType()
          .defaultValue(50)
          .withDescription(
              "So many channels of a window are told apart, those that touch the most"
                  + " conversions; all others are one.");

  public static final ConfigOption<Duration> REFRESH_PERIOD =
      ConfigOptions.key("kindred.contribution.refresh-period")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("Contributions that change are told at most once in this time.");

  public static final ConfigOption<Duration> INTERVAL_PERIOD =
      ConfigOptions.key("kindred.contribution.interval-period")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "Intervals cost a hundred times what figures cost; they are reckoned anew at most"
                  + " once in this time, and stand beside newer figures until then.");

  public static final ConfigOption<Duration> KEPT_FOR =
      ConfigOptions.key("kindred.contribution.kept-for")
          .durationType()
          .defaultValue(Duration.ofDays(120))
          .withDescription(
              "Journeys and the counts of each hour are kept so long, in event time: at least"
                  + " kindred.journey.restated-for and the longest closed window, 28 days.");

  private ContributionOptions() {}
}
