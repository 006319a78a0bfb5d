/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving;

import io.kindred.serving.http.Api;
import io.kindred.serving.http.HttpServer;
import io.kindred.serving.reading.TopicReader;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.RocksProfileStore;
import io.kindred.serving.writing.KafkaTopicLog;
import io.kindred.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;

/**
 * The lookup API of one sandbox.
 *
 * <pre>
 *  identity-map ┐
 *        events ┤
 *      profiles ┤                 ┌─ offsets and values, one write ─┐
 * segment-counts┼─ TOPIC READER ──┴─────────── STORE ───────────────┴── API ── HTTP
 *   definitions ┘                                                      │
 *             └──────────────── TOPIC LOG ◄────────────────────────────┘
 * </pre>
 *
 * It answers as soon as it has started, and is ready once it has caught up with the topics. It does
 * not wait for the broker: while that is away it answers from what it has.
 */
public final class ServingProcess implements AutoCloseable {

  private final Api.Sources sources;
  private final TopicReader reader;
  private final HttpServer server;
  private final String host;

  private ServingProcess(Api.Sources sources, TopicReader reader, HttpServer server, String host) {
    this.sources = sources;
    this.reader = reader;
    this.server = server;
    this.host = host;
  }

  /**
   * Opens the store, listens, and begins to read.
   *
   * @throws io.kindred.serving.http.PortTaken if another process listens at host and port
   * @throws IOException if the address cannot be listened on for another reason
   * @throws io.kindred.serving.store.StoreFailure if the data directory cannot be used
   */
  public static ServingProcess start(ServingSettings settings) throws IOException {
    ProfileStore store =
        RocksProfileStore.open(settings.storeDirectory(), settings.keeping().cacheBytes());
    try {
      return start(settings, store);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static ServingProcess start(ServingSettings settings, ProfileStore store)
      throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    TopicReader.Into into =
        new TopicReader.Into(store, settings.keeping().events(), Clock.systemUTC());
    TopicReader reader = TopicReader.of(settings.topics(), into, registry);
    Api.Reading reading = new Api.Reading(reader.progress(), reader::alive);
    Api.Sources sources =
        new Api.Sources(
            store,
            reading,
            log(settings, Topic.DEFINITIONS, registry),
            log(settings, Topic.PRIVACY_REQUESTS, registry));
    HttpServer server =
        HttpServer.start(new Api(sources, settings.http().answers(), registry), settings.http());
    reader.start();
    return new ServingProcess(sources, reader, server, settings.http().host());
  }

  private static <V> KafkaTopicLog<V> log(
      ServingSettings settings, Topic<V> topic, MeterRegistry registry) {
    return KafkaTopicLog.of(
        settings.topics().client(), topic, settings.topics().sandbox(), registry);
  }

  /** The port that is listened on, also where any was asked for. */
  public int port() {
    return server.port();
  }

  /** Where the API is: {@code http://127.0.0.1:8080}. */
  public String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** Whether the store has caught up with what the topics held at the start. */
  public boolean ready() {
    return reader.progress().caughtUp();
  }

  /** The store last: until then the others may use it. */
  @Override
  public void close() {
    server.close();
    sources.definitions().close();
    sources.privacyRequests().close();
    reader.close();
    sources.store().close();
  }
}
