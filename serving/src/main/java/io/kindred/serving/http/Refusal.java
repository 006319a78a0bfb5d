/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.identity.Identity;

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

  static Refusal of(int status, ObjectNode body) {
    return new Refusal(Answer.json(status, body), body.path("message").asText());
  }

  /** An identity that leads to no profile comes back as it was given. */
  static Refusal unknownIdentity(Identity identity) {
    String message =
        "no profile has the identity %s in namespace %s (a namespace code is case-sensitive)"
            .formatted(identity.id(), identity.namespace());
    ObjectNode body =
        body("unknown-identity", message)
            .put("namespace", identity.namespace())
            .put("id", identity.id());
    return new Refusal(Answer.json(404, body), message);
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
