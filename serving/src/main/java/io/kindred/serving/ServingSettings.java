/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving;

import io.kindred.serving.http.HttpSettings;
import io.kindred.serving.reading.TopicSettings;
import io.kindred.serving.store.EventLimits;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a serving process is started with.
 *
 * @param dataDirectory where the store is kept, in a folder of the sandbox's name
 */
public record ServingSettings(
    TopicSettings topics, Path dataDirectory, HttpSettings http, Keeping keeping) {

  /**
   * How much is kept.
   *
   * @param cacheBytes how much memory may hold what was looked up lately
   * @param events how many events of each identity, and for how long
   */
  public record Keeping(long cacheBytes, EventLimits events) {

    public static final Keeping DEFAULT = new Keeping(64L << 20, EventLimits.DEFAULT);

    public Keeping {
      if (cacheBytes < 0) {
        throw new IllegalArgumentException("cache: " + cacheBytes + " bytes is negative");
      }
    }
  }

  /** On 127.0.0.1, any free port, everything else by default. */
  public static ServingSettings of(String bootstrapServers, String sandbox, Path dataDirectory) {
    return new ServingSettings(
        new TopicSettings(bootstrapServers, sandbox, Map.of()),
        dataDirectory,
        HttpSettings.DEFAULT,
        Keeping.DEFAULT);
  }

  public ServingSettings withHost(String host) {
    return withHttp(new HttpSettings(host, http.port(), http.limits(), http.answers()));
  }

  public ServingSettings withPort(int port) {
    return withHttp(new HttpSettings(http.host(), port, http.limits(), http.answers()));
  }

  public ServingSettings withHttp(HttpSettings other) {
    return new ServingSettings(topics, dataDirectory, other, keeping);
  }

  Path storeDirectory() {
    return dataDirectory.resolve(topics.sandbox());
  }
}
