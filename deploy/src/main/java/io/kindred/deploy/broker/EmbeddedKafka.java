/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker, with its controller, in this JVM and on the loopback interface. What a
 * directory holds outlives the broker: the next one that is started there continues.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final int NODE_ID = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker whose logs are in {@code directory}, which is created where it does not exist.
   *
   * @param port of 127.0.0.1; 0 for any that is free
   */
  public static EmbeddedKafka start(Path directory, int port) throws IOException {
    int brokerPort = LoopbackPort.choose(port, "the Kafka broker");
    Files.createDirectories(directory);
    format(directory);
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(settings(directory, brokerPort), false), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, brokerPort);
  }

  /** Where clients find it: {@code 127.0.0.1:19092}. */
  public String bootstrapServers() {
    return LoopbackPort.ADDRESS + ":" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Gives a new directory its cluster id; one that has it stays as it is. */
  private static void format(Path directory) throws IOException {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silence)
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setIgnoreFormatted(true)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot prepare " + directory + " for Kafka: " + e.getMessage(), e);
    }
  }

  private static Properties settings(Path directory, int port) throws IOException {
    Properties settings = new Properties();
    addresses(settings, port, LoopbackPort.choose(0, "the Kafka controller"));
    settings.put("log.dirs", directory.toString());
    oneBroker(settings);
    modestMemory(settings);
    // Facts carry times of their own, often long past. By those the broker would delete them at
    // once.
    settings.put("log.message.timestamp.type", "LogAppendTime");
    settings.put("auto.create.topics.enable", "false");
    return settings;
  }

  private static void addresses(Properties settings, int port, int controllerPort) {
    String broker = "PLAINTEXT://" + LoopbackPort.ADDRESS + ":" + port;
    String controller = LoopbackPort.ADDRESS + ":" + controllerPort;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
    settings.put("listeners", broker + "," + CONTROLLER + "://" + controller);
    settings.put("advertised.listeners", broker);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
  }

  private static void oneBroker(Properties settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // There is none to take over from it, so it is not shut out because the machine was busy.
    settings.put("broker.session.timeout.ms", "300000");
  }

  /** A laptop runs Flink and serving beside it. */
  private static void modestMemory(Properties settings) {
    settings.put("num.network.threads", "1");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.index.size.max.bytes", "1048576");
    settings.put("offsets.load.buffer.size", "1048576");
  }
}
