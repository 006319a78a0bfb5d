/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.Evaluation;
import io.kindred.segment.Fields;
import io.kindred.segment.PqlProblem;
import io.kindred.segment.SampleEstimate;
import io.kindred.segment.SegmentCheck;
import io.kindred.serving.store.ProfileStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;

/** How many would be in a segment, before it is defined. */
final class Estimates {

  private final ProfileStore store;
  private final AnswerLimits limits;
  private final Clock clock;
  private final Semaphore places;

  Estimates(ProfileStore store, AnswerLimits limits, Clock clock) {
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    this.places = new Semaphore(limits.estimates());
  }

  Answer estimate(Request request, List<String> none) throws Refusal {
    Evaluation condition = condition(request.body().json());
    if (!places.tryAcquire()) {
      throw Refusal.of(
          503, "busy", limits.estimates() + " estimates are under way; try again in a while");
    }
    try {
      ProfileSample sample = new ProfileSample(store, limits, clock);
      return Answer.json(200, json(sample, sample.estimate(condition)));
    } finally {
      places.release();
    }
  }

  private static Evaluation condition(String json) throws Refusal {
    try {
      EstimateRequest request = EstimateRequest.parse(json);
      SegmentCheck.check(request.pql(), Fields.OPEN, Fields.OPEN);
      return Evaluation.read(request.pql(), request.timeZone());
    } catch (InvalidDefinition e) {
      throw refusal(e);
    }
  }

  /** Where the expression itself is wrong, it is said in parts, for an editor to mark. */
  private static Refusal refusal(InvalidDefinition e) {
    String message = String.valueOf(e.getMessage());
    if (e.getCause() instanceof PqlProblem problem) {
      ObjectNode body =
          Refusal.body("invalid-expression", message)
              .put("line", problem.line())
              .put("column", problem.column());
      problem.found().ifPresent(found -> body.put("found", found));
      problem.expected().ifPresent(expected -> body.put("expected", expected));
      return Refusal.of(400, body);
    }
    return Refusal.of(400, "invalid-request", message);
  }

  private static ObjectNode json(ProfileSample sample, SampleEstimate estimate) {
    ObjectNode json =
        Json.object()
            .put("estimatedSize", estimate.size())
            .put("totalRows", estimate.total())
            .put("profilesReadSoFar", estimate.sampled())
            .put("profilesMatchedSoFar", estimate.matched())
            .put("standardError", estimate.standardError())
            .put("confidenceInterval", "95%");
    json.putObject("interval").put("lower", estimate.lower()).put("upper", estimate.upper());
    json.put("exact", estimate.exact()).put("timedOut", sample.timedOut());
    ArrayNode namespaces = json.putArray("estimatedNamespaceDistribution");
    sample
        .namespaces()
        .forEach(
            (namespace, matched) ->
                namespaces
                    .addObject()
                    .put("namespace", namespace)
                    .put(
                        "estimatedSize",
                        new SampleEstimate(estimate.total(), estimate.sampled(), matched).size()));
    ArrayNode examples = json.putArray("profiles");
    sample.examples().forEach(examples::add);
    return json;
  }
}
