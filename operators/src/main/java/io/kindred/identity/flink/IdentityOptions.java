/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Every {@code kindred.identity.*} option: its key, type, default and meaning. */
public final class IdentityOptions {

  public static final ConfigOption<Duration> LABEL_PERIOD =
      ConfigOptions.key("kindred.identity.label-period")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "A label that changes is sent at once; the new version of one that does not, at most"
                  + " once in this time, or as many times this as there are hundreds of members.");

  public static final ConfigOption<Duration> JOIN_PERIOD =
      ConfigOptions.key("kindred.identity.join-period")
          .durationType()
          .defaultValue(Duration.ofMillis(100))
          .withDescription(
              "Links for a large component are joined at the latest after this time, many at once;"
                  + " 0 to join each as it comes.");

  public static final ConfigOption<Integer> JOIN_AT_ONCE_MAX =
      ConfigOptions.key("kindred.identity.join-at-once-max")
          .intType()
          .defaultValue(64)
          .withDescription(
              "A component is large when it has more links than this. What a root holds of a large"
                  + " one is written at checkpoints alone.");

  public static final ConfigOption<Integer> LOCAL_MAX =
      ConfigOptions.key("kindred.identity.local-max")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "So many messages between identities of one subtask may wait to be handled there. The"
                  + " others, or with 0 all, go round through Kafka.");

  public static final ConfigOption<Integer> EVENTS_MAX =
      ConfigOptions.key("kindred.identity.events-max")
          .intType()
          .defaultValue(5_000)
          .withDescription(
              "So many events of one identity are kept, the newest. A tenth more may be held before"
                  + " the oldest are forgotten.");

  public static final ConfigOption<Duration> EVENT_RETENTION =
      ConfigOptions.key("kindred.identity.event-retention")
          .durationType()
          .defaultValue(Duration.ofDays(400))
          .withDescription("Events are forgotten when they are older than this, in event time.");

  public static final ConfigOption<Integer> ATTRIBUTE_VERSIONS_MAX =
      ConfigOptions.key("kindred.identity.attribute-versions-max")
          .intType()
          .defaultValue(16)
          .withDescription(
              "So many values of one attribute are kept for each dataset and identity, the newest,"
                  + " so that it can be told since when a segment holds.");

  private IdentityOptions() {}
}
