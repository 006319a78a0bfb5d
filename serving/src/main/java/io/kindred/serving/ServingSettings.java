/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving;

import io.kindred.serving.http.HttpSettings;
import io.kindred.serving.reading.TopicSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a serving process is started with.
 *
 * @param dataDirectory where the store is kept, in a folder of the sandbox's name
 * @param cacheBytes how much memory may hold what was looked up lately
 */
public record ServingSettings(
    TopicSettings topics, Path dataDirectory, HttpSettings http, long cacheBytes) {

  public static final long CACHE_BYTES_DEFAULT = 64L << 20;

  public ServingSettings {
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("cache: " + cacheBytes + " bytes is negative");
    }
  }

  /** On 127.0.0.1, any free port, everything else by default. */
  public static ServingSettings of(String bootstrapServers, String sandbox, Path dataDirectory) {
    return new ServingSettings(
        new TopicSettings(bootstrapServers, sandbox, Map.of()),
        dataDirectory,
        HttpSettings.DEFAULT,
        CACHE_BYTES_DEFAULT);
  }

  public ServingSettings withHost(String host) {
    return withHttp(new HttpSettings(host, http.port(), http.limits()));
  }

  public ServingSettings withPort(int port) {
    return withHttp(new HttpSettings(http.host(), port, http.limits()));
  }

  public ServingSettings withHttp(HttpSettings other) {
    return new ServingSettings(topics, dataDirectory, other, cacheBytes);
  }

  Path storeDirectory() {
    return dataDirectory.resolve(topics.sandbox());
  }
}
