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
import io.kindred.identity.Seen;
import io.kindred.serving.http.ExplanationJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/*
 * Why lastSeen may be missing. When a link was last seen matters to the rules only where they are
 * contended, and only there it travels to the facts: elsewhere what is known of it depends on the
 * order of arrival, and two runs would not compare equal.
 */
/** What the facts of one component say under certain settings. */
final class Evidence {

  private final Facts facts;
  private final IdentitySettings settings;
  private final boolean contended;
  private final SortedMap<Link, Decision> decisions;

  Evidence(Facts known, IdentitySettings settings) {
    Partition partition = Partition.of(known, settings);
    this.settings = settings;
    this.contended = partition.contended();
    this.decisions = partition.decisions();
    this.facts = contended ? known : asFirstSeen(known);
  }

  private static Facts asFirstSeen(Facts known) {
    Map<Link, Seen> links = new HashMap<>();
    known.links().forEach((link, seen) -> links.put(link, Seen.at(seen.first())));
    return Facts.of(links);
  }

  /** The first link by its key that stands between one of these and one of those. */
  Optional<Link> keptBetween(Set<String> these, Set<String> those) {
    return decisions.entrySet().stream()
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
    if (!contended) {
      step.remove("lastSeen");
    }
    return step.put("sentence", sentences.get(sentences.size() - 1));
  }

  private static boolean joins(Link link, Set<String> one, Set<String> other) {
    return one.contains(link.a()) && other.contains(link.b());
  }
}
