/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.Profile;
import io.kindred.avro.Provenance;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lookups: an identity leads to its profile, and any identity of a person to the same one. */
final class Profiles {

  private final ProfileStore store;
  private final Function<Profile, ObjectNode> json;
  private final Timer lookups;
  private final Counter misses;

  Profiles(ProfileStore store, Function<Profile, ObjectNode> json, MeterRegistry registry) {
    this.store = store;
    this.json = json;
    lookups =
        Timer.builder("kindred.serving.lookups")
            .description("Lookups of profiles, and the time from request to answer.")
            .publishPercentileHistogram()
            .register(registry);
    misses =
        Counter.builder("kindred.serving.lookup.misses")
            .description("Lookups that found no profile.")
            .register(registry);
  }

  Answer lookup(Request request, List<String> namespaceAndId) throws Refusal {
    boolean provenance = request.flag("provenance");
    IdentityItem identity = new IdentityItem(namespaceAndId.get(0), namespaceAndId.get(1));
    Timer.Sample sample = Timer.start();
    try {
      return find(identity)
          .map(profile -> Answer.json(200, json(profile, provenance)))
          .orElseGet(() -> miss(identity));
    } finally {
      sample.stop(lookups);
    }
  }

  private Optional<Profile> find(IdentityItem identity) {
    return store
        .get(Table.IDENTITY_MAP, Topic.identityKey(identity))
        .map(IdentityMapping::getProfileId)
        .flatMap(profileId -> store.get(Table.PROFILES, profileId));
  }

  private Answer miss(IdentityItem identity) {
    misses.increment();
    String message =
        "no profile has the identity %s in namespace %s; both are case-sensitive"
            .formatted(identity.getId(), identity.getNamespace());
    return Answer.json(
        404,
        Refusal.body("unknown-identity", message)
            .put("namespace", identity.getNamespace())
            .put("id", identity.getId()));
  }

  private ObjectNode json(Profile profile, boolean withProvenance) {
    ObjectNode answer = json.apply(profile);
    answer.put("lastModifiedAt", Json.time(profile.getLastModifiedAt()));
    if (withProvenance) {
      ArrayNode sources = answer.putArray("provenance");
      profile.getProvenance().forEach(source -> sources.add(json(source)));
    }
    return answer;
  }

  private static ObjectNode json(Provenance source) {
    return Json.object()
        .put("path", source.getPath())
        .put("dataset", source.getDataset())
        .put("identity", source.getIdentity())
        .put("recordId", source.getRecordId())
        .put("timestamp", Json.time(source.getTimestamp()));
  }
}
