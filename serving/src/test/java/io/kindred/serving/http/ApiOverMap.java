/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.serving.reading.Progress;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.Change;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The API over a store in memory, without a web server. */
final class ApiOverMap {

  private final ProfileStore store = new MapProfileStore();
  private final Api api;

  ApiOverMap(AnswerLimits limits) {
    Api.Reading reading = new Api.Reading(new Progress(), () -> true);
    Api.Sources sources =
        new Api.Sources(store, reading, FakeTopicLog.unused(), FakeTopicLog.unused());
    api = new Api(sources, limits, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  void given(Change... changes) {
    store.apply(new Batch(List.of(changes), Map.of()));
  }

  JsonNode get(int status, String path, String... namesAndValues) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return json(status, api.answer("GET", path, parameters));
  }

  JsonNode post(int status, String path, String body) {
    Request.Body sent = new Request.Body("application/json", body.getBytes(StandardCharsets.UTF_8));
    return json(status, api.answer("POST", path, Map.of(), sent));
  }

  private static JsonNode json(int status, Answer answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.status()).as(body).isEqualTo(status);
    try {
      return Json.parse(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
