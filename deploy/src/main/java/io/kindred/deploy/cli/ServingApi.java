/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The lookup API as commands ask it. */
final class ServingApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI url;

  private ServingApi(URI url) {
    this.url = url;
  }

  static ServingApi at(URI url, CommandSpec spec) {
    if (url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new ParameterException(
          spec.commandLine(), "--url: \"" + url + "\" does not begin with http:// or https://");
    }
    return new ServingApi(url);
  }

  /** What stands at a path; whatever is refused is an exception that says why. */
  JsonNode get(String path) throws IOException, InterruptedException {
    URI address = URI.create(url.toString().replaceAll("/+$", "") + path);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build();
    HttpResponse<String> answer = send(request);
    JsonNode body = json(answer);
    if (answer.statusCode() != 200) {
      throw new IOException(body.path("message").asText(url + " answers " + answer.statusCode()));
    }
    return body;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The colon of {@code NAMESPACE:ID}. */
  static int colon(String identity, CommandSpec spec) {
    int colon = identity.indexOf(':');
    if (colon < 1 || identity.substring(colon + 1).isBlank()) {
      throw new ParameterException(spec.commandLine(), "\"" + identity + "\" is not NAMESPACE:ID");
    }
    return colon;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException("nobody answers at " + url + "; is kindred running there?", e);
    }
  }

  private JsonNode json(HttpResponse<String> answer) throws IOException {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IOException(url + " answers " + answer.statusCode() + ", and not as Kindred", e);
    }
  }
}
