/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Event;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.Provenance;
import io.kindred.identity.Identity;
import io.kindred.segment.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of one person: the fragments of a cluster, merged under a merge policy, at any
 * time. A function of the set of facts: the order in which members, versions and events are given
 * does not show.
 *
 * <p>Not for several threads: what is asked for is built then, and kept. What it returns is shared
 * and not to be changed.
 */
public final class ProfileFacts implements Subject {

  private final List<IdentityItem> identities;
  private final MergedAttributes attributes;
  private final Occurrences events;

  /**
   * @param members the attributes of each fragment by its identity's key; a fragment without any
   *     has an empty list
   * @param events of all fragments
   */
  public ProfileFacts(
      Map<String, List<AttributeVersion>> members, Collection<Event> events, MergePolicy policy) {
    this(
        members.keySet().stream().map(Identity::parse).sorted().map(Identity::toItem).toList(),
        new MergedAttributes(members, policy),
        new Occurrences(events));
  }

  private ProfileFacts(
      List<IdentityItem> identities, MergedAttributes attributes, Occurrences events) {
    this.identities = identities;
    this.attributes = attributes;
    this.events = events;
  }

  /** What is known but for the events. */
  public ProfileFacts withoutEvents() {
    return new ProfileFacts(identities, attributes, new Occurrences(List.of()));
  }

  @Override
  public At attributes(long t) {
    return new At(attributes.at(t), attributes.validFrom(t), attributes.validUntil(t));
  }

  @Override
  public List<Occurrence> events() {
    return events;
  }

  @Override
  public long earliest() {
    return Math.min(attributes.earliest(), events.earliest());
  }

  @Override
  public long latest() {
    return Math.max(attributes.latest(), events.latest());
  }

  /** Names of the fields at the root that ever had a value. */
  public Set<String> names() {
    return attributes.names();
  }

  /** Timestamp of the first event; {@code Long.MAX_VALUE} where there is none. */
  public long firstEvent() {
    return events.earliest();
  }

  /** Timestamp of the last event; {@code Long.MIN_VALUE} where there is none. */
  public long lastEvent() {
    return events.latest();
  }

  /** The merged attributes, with all that is known. */
  public ObjectNode entity() {
    return attributes.at(Long.MAX_VALUE);
  }

  /** Where each value of {@link #entity} came from, sorted by path. */
  public List<Provenance> provenance() {
    return attributes.provenanceAt(Long.MAX_VALUE);
  }

  /** The members of the cluster, sorted by namespace and id. */
  public List<IdentityItem> identities() {
    return identities;
  }

  /** The timestamp of the last fact, or 0 where there is none. */
  public long lastModifiedAt() {
    return Math.max(0, latest());
  }
}
