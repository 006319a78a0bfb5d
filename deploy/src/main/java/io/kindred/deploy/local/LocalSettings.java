/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import java.nio.file.Path;

/**
 * What the local mode is started with.
 *
 * @param directory where broker, checkpoints and the lookup store keep what they have
 * @param sandbox prefix of all topics
 * @param ports to listen on
 * @param parallelism of the job
 */
public record LocalSettings(Path directory, String sandbox, Ports ports, int parallelism) {

  /** Ports of 127.0.0.1; 0 for any that is free. */
  public record Ports(int kafka, int http, int flink) {

    public static final Ports ANY = new Ports(0, 0, 0);
  }
}
