/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Where the topics are: each option's key, type, default and meaning. */
public final class KafkaOptions {

  public static final ConfigOption<String> SANDBOX =
      ConfigOptions.key("kindred.sandbox")
          .stringType()
          .defaultValue("kindred")
          .withDescription(
              "The prefix of all topics and consumer groups, so that several share a broker.");

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("kindred.kafka.bootstrap-servers")
          .stringType()
          .defaultValue("127.0.0.1:9092")
          .withDescription("The brokers to begin with, host:port, separated by commas.");

  public static final ConfigOption<Map<String, String>> PROPERTIES =
      ConfigOptions.key("kindred.kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Further properties of every Kafka client, such as security; written as"
                  + " kindred.kafka.properties.NAME.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY =
      ConfigOptions.key("kindred.kafka.delivery")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
          .withDescription(
              "How profiles, memberships and the like are written. With exactly-once, readers of"
                  + " committed messages never see what an attempt that was lost has written, and"
                  + " see everything a checkpoint later. Other readers see it at once.");

  public static final ConfigOption<Duration> LINGER =
      ConfigOptions.key("kindred.kafka.linger")
          .durationType()
          .defaultValue(Duration.ofMillis(10))
          .withDescription(
              "A message waits so long for others, to be sent with them. Gossip never waits.");

  public static final ConfigOption<Duration> LINGER_OF_INPUT =
      ConfigOptions.key("kindred.kafka.linger-of-input")
          .durationType()
          .defaultValue(Duration.ofMillis(50))
          .withDescription(
              "The same for events and records that were accepted, for those that were not, and for"
                  + " live counts: nobody waits for them.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("kindred.kafka.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "With exactly-once: longer than a checkpoint and a restart take, or results are lost;"
                  + " at most what the brokers allow (transaction.max.timeout.ms).");

  private KafkaOptions() {}
}
