/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Looks profiles up as an application does, over HTTP. */
public final class Lookup {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String servingUrl;

  public Lookup(String servingUrl) {
    this.servingUrl = servingUrl;
  }

  /** Where the profile of an identity, {@code NAMESPACE:id}, is found. */
  public String url(String identity) {
    int colon = identity.indexOf(':');
    return servingUrl
        + "/profiles/"
        + escape(identity.substring(0, colon))
        + "/"
        + escape(identity.substring(colon + 1));
  }

  /** The profile of an identity, if it has one. */
  public Optional<JsonNode> profile(String identity) throws IOException, InterruptedException {
    return get(url(identity));
  }

  /** What a channel earned of a kind of conversion in the last 7 days by a model. */
  public OptionalDouble earned(String conversion, String model, String channel)
      throws IOException, InterruptedException {
    String url =
        "%s/contributions?window=7-days&conversion=%s&model=%s"
            .formatted(servingUrl, escape(conversion), escape(model));
    for (JsonNode report : get(url).orElseThrow().path("contributions")) {
      for (JsonNode row : report.path("channels")) {
        if (row.path("channel").asText().equals(channel)) {
          return OptionalDouble.of(row.path("conversions").asDouble());
        }
      }
    }
    return OptionalDouble.empty();
  }

  private Optional<JsonNode> get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).GET().build();
    HttpResponse<String> answer =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(JSON.readTree(answer.body()));
      case 404 -> Optional.empty();
      default -> throw new IOException(request.uri() + " answered " + answer.statusCode());
    };
  }

  private static String escape(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%40", "@");
  }
}
