/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.CutFact;
import io.kindred.avro.Facts;
import io.kindred.avro.IdentityCluster;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.LinkFact;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.IdentityMemory;
import io.kindred.identity.ProfileId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an identity's key publishes of its component, so that it can be explained: at the root the
 * facts and the clusters, at another key where to ask.
 */
final class ComponentRecords {

  /** Links and cuts in a record, each: about half of what a broker takes in one message. */
  static final int FACTS_MAX = 2_000;

  private ComponentRecords() {}

  /** At a key that has given its facts, or never had any, to another. */
  static IdentityComponent pointer(String key, String owner, long revision) {
    IdentityComponent pointer = ended(key, revision);
    pointer.setOwner(ProfileId.of(owner));
    return pointer;
  }

  /** At a key of which nothing is left. */
  static IdentityComponent ended(String key, long revision) {
    return new IdentityComponent(
        ProfileId.of(key), null, null, true, 0L, false, List.of(), revision);
  }

  /** At a root. */
  static IdentityComponent of(String key, IdentityMemory memory, long revision) {
    Facts all = GossipCodec.toAvro(memory.facts());
    List<LinkFact> links = firstOf(all.getLinks());
    List<CutFact> cuts = firstOf(all.getCuts());
    boolean complete = links.size() == all.getLinks().size() && cuts.size() == all.getCuts().size();
    Facts published = new Facts(links, cuts, all.getCrowds(), List.of());
    IdentityMemory.Told told = memory.told();
    Set<String> members = GossipCodec.facts(published).named();
    return new IdentityComponent(
        ProfileId.of(key),
        null,
        published,
        complete,
        memory.settingsVersion(),
        told.contended(),
        clusters(told, members),
        revision);
  }

  private static <T> List<T> firstOf(List<T> all) {
    return all.size() <= FACTS_MAX ? all : List.copyOf(all.subList(0, FACTS_MAX));
  }

  private static List<IdentityCluster> clusters(IdentityMemory.Told told, Set<String> members) {
    SortedMap<String, Set<String>> clusters = new TreeMap<>();
    for (String member : members) {
      String founder = told.founders().getOrDefault(member, member);
      if (!founder.isEmpty()) {
        clusters.computeIfAbsent(ProfileId.of(founder), none -> new TreeSet<>()).add(member);
      }
    }
    List<IdentityCluster> records = new ArrayList<>(clusters.size());
    clusters.forEach(
        (profileId, identities) ->
            records.add(new IdentityCluster(profileId, List.copyOf(identities))));
    return records;
  }
}
