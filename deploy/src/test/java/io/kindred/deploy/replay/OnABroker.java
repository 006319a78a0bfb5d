/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.deploy.broker.EmbeddedKafka;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one real broker, each with sandboxes of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnABroker {

  private EmbeddedKafka broker;
  private Path directory;

  @BeforeAll
  void startBroker(@TempDir Path directory) throws Exception {
    this.directory = directory;
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  /** A new sandbox, with options of its jobs. */
  JobRig rig(String sandbox, Configuration options) throws Exception {
    return new JobRig(broker, directory.resolve(sandbox), options);
  }
}
