/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Profile;
import io.kindred.avro.Provenance;
import io.kindred.identity.Identity;
import io.kindred.profile.ProfileJson;
import io.kindred.serving.store.ProfileStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;

/** Lookups: an identity leads to its profile, and any identity of a person to the same one. */
final class Profiles {

  private final IdentityLookup identities;
  private final Timer lookups;
  private final Counter misses;

  Profiles(ProfileStore store, MeterRegistry registry) {
    identities = new IdentityLookup(store);
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
    Identity identity = identity(namespaceAndId);
    Timer.Sample sample = Timer.start();
    try {
      Optional<Profile> found = identities.find(identity);
      if (found.isEmpty()) {
        misses.increment();
        throw Refusal.unknownIdentity(identity);
      }
      return Answer.json(200, json(found.get(), provenance));
    } finally {
      sample.stop(lookups);
    }
  }

  /** An identity as a path or parameters have it. */
  static Identity identity(List<String> namespaceAndId) throws Refusal {
    String namespace = namespaceAndId.get(0);
    if (namespace.indexOf(':') >= 0) {
      throw Refusal.badRequest(
          "namespace: \"" + namespace + "\" has a colon, which no namespace code has");
    }
    return new Identity(namespace, namespaceAndId.get(1));
  }

  private ObjectNode json(Profile profile, boolean withProvenance) {
    ObjectNode answer = ProfileJson.of(profile);
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
