/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.identity.Cuts;
import io.kindred.identity.Decision.Verdict;
import io.kindred.identity.Explanation;
import io.kindred.identity.Explanation.Reason;
import io.kindred.identity.Explanation.Step;
import java.util.Locale;

/** An explanation in JSON. {@code docs/serving.md} says what its words mean. */
public final class ExplanationJson {

  private ExplanationJson() {}

  static ObjectNode of(Explanation explanation) {
    ObjectNode json =
        Json.object()
            .put("a", explanation.a())
            .put("b", explanation.b())
            .put("standing", word(explanation.standing()));
    ArrayNode sentences = json.putArray("sentences");
    explanation.sentences().forEach(sentences::add);
    ArrayNode path = json.putArray("path");
    explanation.path().forEach(step -> path.add(of(step)));
    return json;
  }

  /** One link of a path, and what became of it. */
  public static ObjectNode of(Step step) {
    Reason reason = step.reason();
    ObjectNode json =
        Json.object()
            .put("from", step.from())
            .put("to", step.to())
            .put("firstSeen", Json.time(step.seen().first()))
            .put("lastSeen", Json.time(step.seen().last()))
            .put("verdict", word(reason.verdict()));
    if (!reason.about().isEmpty()) {
      json.put("about", reason.about());
    }
    if (reason.verdict() == Verdict.CUT) {
      json.put("until", reason.bound() == Cuts.FOREVER ? "forever" : Json.time(reason.bound()));
    } else if (reason.bound() > 0) {
      json.put("allowed", reason.bound());
    }
    if (!reason.rivals().isEmpty()) {
      ArrayNode rivals = json.putArray("rivals");
      reason.rivals().forEach(rivals::add);
    }
    return json;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
