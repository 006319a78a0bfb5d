/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.avro.IdentityComponent;
import io.kindred.avro.LinkFact;
import io.kindred.identity.Explanation;
import io.kindred.identity.Facts;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentityIntake;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.ProfileId;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import java.util.List;
import java.util.Optional;

/** Why two identities are one person, or why they are not. */
final class Explanations {

  /** Owners only rise in rank, so a way longer than this is one that is being rewritten. */
  private static final int HOPS_MAX = 64;

  private final ProfileStore store;
  private final IdentityLookup identities;

  Explanations(ProfileStore store) {
    this.store = store;
    this.identities = new IdentityLookup(store);
  }

  Answer explain(Request request, List<String> none) throws Refusal {
    IdentitySettings settings = identities.settingsAndLifts();
    String a = known(request, "a", settings);
    String b = known(request, "b", settings);
    Facts facts = Facts.NONE;
    boolean complete = true;
    for (String key : List.of(a, b)) {
      Optional<IdentityComponent> component = component(key);
      if (component.isPresent()) {
        facts = facts.join(GossipCodec.facts(component.get().getFacts()));
        complete &= component.get().getComplete();
      }
    }
    Explanation explanation = Explanation.of(facts, settings, a, b);
    return Answer.json(200, ExplanationJson.of(explanation).put("complete", complete));
  }

  /** The key of an identity as it is given or, if that is unknown, as ingest writes it. */
  private String known(Request request, String parameter, IdentitySettings settings)
      throws Refusal {
    Identity asGiven = identity(request.parameters().getOrDefault(parameter, ""), parameter);
    Identity normalized = IdentityIntake.normalized(asGiven, settings);
    for (Identity identity : List.of(asGiven, normalized)) {
      if (isKnown(identity.key())) {
        return identity.key();
      }
    }
    throw Refusal.of(
        404,
        "unknown-identity",
        asGiven + " has not been seen (a namespace code is case-sensitive)");
  }

  private static Identity identity(String text, String parameter) throws Refusal {
    int colon = text.indexOf(':');
    if (colon < 1 || text.substring(colon + 1).isBlank()) {
      throw Refusal.badRequest(
          parameter + ": \"" + text + "\" is not NAMESPACE:ID; give both, ?a=NS:ID&b=NS:ID");
    }
    return Identity.parse(text);
  }

  /**
   * Whether it has a profile, or a link. An address of a component alone is not enough: that also
   * who was erased may be, or known by no more than a link to them.
   */
  private boolean isKnown(String key) {
    return store.get(Table.IDENTITY_MAP, key).isPresent()
        || component(key)
            .filter(component -> names(component.getFacts().getLinks(), key))
            .isPresent();
  }

  private static boolean names(List<LinkFact> links, String key) {
    return links.stream().anyMatch(link -> link.getA().equals(key) || link.getB().equals(key));
  }

  /** What the root of an identity knows; none where nothing links it. */
  private Optional<IdentityComponent> component(String key) {
    Optional<IdentityComponent> found = store.get(Table.IDENTITY_COMPONENTS, ProfileId.of(key));
    for (int hop = 0; hop < HOPS_MAX; hop++) {
      if (found.isEmpty() || found.get().getOwner() == null) {
        return found;
      }
      found = store.get(Table.IDENTITY_COMPONENTS, found.get().getOwner());
    }
    return Optional.empty();
  }
}
