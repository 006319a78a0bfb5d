/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kindred explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says why two identities are one person: the chain of links that joins them; or why they"
            + " are not: the links that were left out, and by which rule.",
    footer = {
      "",
      "Exit codes: 0 explained, 1 nobody answers or an identity is unknown, 2 the command line is"
          + " not valid.",
      "",
      "Example:",
      "  kindred explain ECID:111 Email:sarah@luma.com"
    })
public final class ExplainCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NS:ID", description = "One identity.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "NS:ID", description = "Another identity.")
  private String other = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Where the lookup API is (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Override
  public Integer call() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address()).timeout(TIMEOUT).GET().build();
    HttpResponse<String> answer = send(request);
    JsonNode body = json(answer);
    if (answer.statusCode() != 200) {
      throw new IOException(body.path("message").asText(url + " answers " + answer.statusCode()));
    }
    PrintWriter out = spec.commandLine().getOut();
    body.path("sentences").forEach(sentence -> out.println(sentence.asText()));
    out.flush();
    return 0;
  }

  private URI address() {
    if (url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw invalid("--url: \"" + url + "\" does not begin with http:// or https://");
    }
    String base = url.toString().replaceAll("/+$", "");
    return URI.create(base + "/explain?a=" + encoded(one) + "&b=" + encoded(other));
  }

  private String encoded(String identity) {
    if (identity.indexOf(':') < 1) {
      throw invalid("\"" + identity + "\" is not NAMESPACE:ID");
    }
    return URLEncoder.encode(identity, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ParameterException invalid(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
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
