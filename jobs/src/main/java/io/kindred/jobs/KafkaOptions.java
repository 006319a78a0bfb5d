/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

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

  private KafkaOptions() {}
}
