/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.privacy.PrivacyWish;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.writing.TopicLog;
import io.kindred.serving.writing.WriteFailure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wishes to be forgotten: written to the topic that the jobs read, and what became of them.
 *
 * <p>A name is of one wish. Who has no answer sends the same again under the same name; it is then
 * written twice, and what is deleted twice is deleted.
 */
final class PrivacyRequests {

  private static final Logger LOG = LoggerFactory.getLogger(PrivacyRequests.class);

  private final ProfileStore store;
  private final TopicLog<PrivacyRequest> log;
  private final Clock clock;

  PrivacyRequests(Api.Sources sources, Clock clock) {
    this.store = sources.store();
    this.log = sources.privacyRequests();
    this.clock = clock;
  }

  Answer post(Request request, List<String> none) throws Refusal {
    PrivacyRequest wish = wish(request.body().json());
    try {
      new ReadBack(store).await(Table.PRIVACY_REQUESTS, log.append(wish));
    } catch (WriteFailure e) {
      LOG.warn("privacy request {} was not acknowledged", wish.getRequestId(), e);
      throw Refusal.of(
          503,
          "not-acknowledged",
          "the broker did not say that it has the request (%s); it may have it: send it again"
                  .formatted(e.getMessage())
              + " with \"requestId\": \""
              + wish.getRequestId()
              + "\"");
    }
    return Answer.json(202, json(wish).put("status", "accepted"));
  }

  Answer get(Request request, List<String> arguments) throws Refusal {
    String id = arguments.get(0);
    Optional<PrivacyRequest> wish = store.get(Table.PRIVACY_REQUESTS, id);
    List<PrivacyResult> results = results(id);
    if (wish.isEmpty() && results.isEmpty()) {
      throw Refusal.of(404, "unknown-request", "no privacy request has the id \"" + id + "\"");
    }
    // The request may be gone from its topic, and so from a store that was read anew.
    ObjectNode answer =
        wish.map(PrivacyRequests::json).orElseGet(() -> Json.object().put("requestId", id));
    ArrayNode all = answer.putArray("results");
    results.forEach(result -> all.add(json(result)));
    return Answer.json(200, answer);
  }

  private PrivacyRequest wish(String json) throws Refusal {
    try {
      JsonFields fields = JsonFields.parse(json);
      PrivacyWish wish = PrivacyWish.read(fields);
      Optional<Long> until = until(fields);
      fields.refuseUnknown();
      Optional<PrivacyRequest> known =
          wish.requestId().flatMap(id -> store.get(Table.PRIVACY_REQUESTS, id));
      long since = until.or(() -> known.map(PrivacyRequest::getUntil)).orElseGet(clock::millis);
      PrivacyRequest request = wish.request(UUID.randomUUID().toString(), since);
      if (known.isPresent() && !known.get().equals(request)) {
        throw Refusal.of(
            409,
            "request-id-taken",
            "/requestId: \"" + request.getRequestId() + "\" is the id of another request");
      }
      return request;
    } catch (InvalidDefinition e) {
      throw Refusal.of(400, "invalid-request", String.valueOf(e.getMessage()));
    }
  }

  /** What is yet to come is not to be refused for years because of a typing error. */
  private Optional<Long> until(JsonFields fields) throws InvalidDefinition {
    if (!fields.has("until")) {
      return Optional.empty();
    }
    long until = fields.instant("until");
    if (until > clock.millis()) {
      throw fields.refusal("until", "in the past; it is now " + Json.time(clock.millis()));
    }
    return Optional.of(until);
  }

  /** Names are not checked by who writes past this API: one may begin with another and a slash. */
  private List<PrivacyResult> results(String id) {
    return store.scan(Table.PRIVACY_RESULTS, Table.resultsOf(id)).stream()
        .filter(result -> result.getRequestId().equals(id))
        .toList();
  }

  private static ObjectNode json(PrivacyRequest wish) {
    return Json.object()
        .put("requestId", wish.getRequestId())
        .put("identity", wish.getIdentity())
        .put("scope", PrivacyWish.Scope.of(wish).text())
        .put("until", Json.time(wish.getUntil()));
  }

  private static ObjectNode json(PrivacyResult result) {
    return Json.object()
        .put("identity", result.getIdentity())
        .put("profileId", result.getProfileId())
        .put("events", result.getEvents())
        .put("attributes", result.getAttributes())
        .put("left", result.getLeft())
        .put("completedAt", Json.time(result.getCompletedAt()));
  }
}
