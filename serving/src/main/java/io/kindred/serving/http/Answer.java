/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a request is answered with. */
final class Answer {

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  private Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }

  static Answer json(int status, JsonNode body) {
    return new Answer(status, "application/json", Json.bytes(body), Map.of());
  }

  static Answer text(String contentType, String body) {
    return new Answer(200, contentType, body.getBytes(UTF_8), Map.of());
  }

  Answer with(String header, String value) {
    return new Answer(status, contentType, body, Map.of(header, value));
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }
}
