/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.identity.Decision;
import io.kindred.identity.Decision.Verdict;
import io.kindred.identity.Explanation;
import io.kindred.identity.Facts;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Link;
import io.kindred.identity.Partition;
import io.kindred.serving.http.ExplanationJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the facts of one component say under certain settings. */
final class Evidence {

  private final Facts facts;
  private final IdentitySettings settings;
  private @Nullable SortedMap<Link, Decision> decisions;

  Evidence(Facts facts, IdentitySettings settings) {
    this.facts = facts;
    this.settings = settings;
  }

  /** The first link by its key that stands between one of these and one of those. */
  Optional<Link> keptBetween(Set<String> these, Set<String> those) {
    return decisions().entrySet().stream()
        .filter(entry -> entry.getValue().verdict() == Verdict.KEPT)
        .map(Map.Entry::getKey)
        .filter(link -> joins(link, these, those) || joins(link, those, these))
        .findFirst();
  }

  /** What became of a link; null where its ends were not seen together, or no rule parts them. */
  JsonNode explain(Link link) {
    if (!facts.links().containsKey(link)) {
      return NullNode.instance;
    }
    Explanation explanation = Explanation.of(facts, settings, link.a(), link.b());
    if (explanation.path().size() != 1) {
      return NullNode.instance;
    }
    List<String> sentences = explanation.sentences();
    ObjectNode step = ExplanationJson.of(explanation.path().get(0));
    return step.put("sentence", sentences.get(sentences.size() - 1));
  }

  private static boolean joins(Link link, Set<String> one, Set<String> other) {
    return one.contains(link.a()) && other.contains(link.b());
  }

  private SortedMap<Link, Decision> decisions() {
    SortedMap<Link, Decision> known = decisions;
    if (known == null) {
      known = Partition.of(facts, settings).decisions();
      decisions = known;
    }
    return known;
  }
}
