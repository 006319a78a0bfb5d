/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that cannot be answered as asked: how it is answered instead. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  private Refusal(Answer answer, String message) {
    super(message);
    this.answer = answer;
  }

  static Refusal of(int status, String error, String message) {
    return new Refusal(Answer.json(status, body(error, message)), message);
  }

  static Refusal badRequest(String message) {
    return of(400, "bad-request", message);
  }

  static Refusal notFound(String message) {
    return of(404, "not-found", message);
  }

  /** What every refusal says: a word for programs and a sentence for people. */
  static ObjectNode body(String error, String message) {
    return Json.object().put("error", error).put("message", message);
  }

  Answer answer() {
    return answer;
  }
}
