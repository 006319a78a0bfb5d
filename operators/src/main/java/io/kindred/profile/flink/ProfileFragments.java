/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentAttributes;
import io.kindred.avro.FragmentChange;
import io.kindred.fragment.AttributePath;
import io.kindred.fragment.Attributes;
import io.kindred.fragment.EventKey;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileFacts;
import io.kindred.topic.flink.ContractType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of the profile whose key is current, in keyed state.
 *
 * <p>Bounded by the resolver: identities in a cluster, events and attribute versions in a fragment.
 * All ends with the last fragment.
 */
final class ProfileFragments {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final MapStateDescriptor<String, FragmentAttributes> MEMBERS =
      new MapStateDescriptor<>(
          "members", Types.STRING, new ContractType<>(FragmentAttributes.class));
  static final MapStateDescriptor<String, Event> EVENTS =
      new MapStateDescriptor<>("events", Types.STRING, new ContractType<>(Event.class));
  static final MapStateDescriptor<String, FragmentChange> ARRIVING =
      new MapStateDescriptor<>("arriving", Types.STRING, new ContractType<>(FragmentChange.class));

  private final MapState<String, FragmentAttributes> members;
  private final MapState<String, Event> events;
  private final MapState<String, FragmentChange> arriving;
  private final int versionsKept;

  ProfileFragments(RuntimeContext context, int versionsKept) {
    members = context.getMapState(MEMBERS);
    events = context.getMapState(EVENTS);
    arriving = context.getMapState(ARRIVING);
    this.versionsKept = versionsKept;
  }

  /**
   * Applies a change.
   *
   * @param lastEvent time of the profile's last event: one that is later is new
   * @return null if nothing counts yet
   */
  @Nullable Novelty apply(FragmentChange change, long lastEvent) throws Exception {
    return switch (change.getKind()) {
      case ADD -> add(change, lastEvent);
      case JOIN -> join(change);
      case LEAVE, FORGET -> leave(change.getIdentity());
    };
  }

  boolean isEmpty() throws Exception {
    return members.isEmpty();
  }

  ProfileFacts facts(MergePolicy policy) throws Exception {
    Collection<Event> all = new ArrayList<>();
    events.values().forEach(all::add);
    return new ProfileFacts(versions(), all, policy);
  }

  /** What is known but for the events. */
  ProfileFacts attributes(MergePolicy policy) throws Exception {
    return new ProfileFacts(versions(), List.of(), policy);
  }

  private Map<String, List<AttributeVersion>> versions() throws Exception {
    Map<String, List<AttributeVersion>> versions = new TreeMap<>();
    for (Map.Entry<String, FragmentAttributes> member : members.entries()) {
      versions.put(member.getKey(), member.getValue().getVersions());
    }
    return versions;
  }

  /** All events, by the key of their fragment and their own. */
  Iterable<Map.Entry<String, Event>> events() throws Exception {
    return events.entries();
  }

  void clear() {
    members.clear();
    events.clear();
    arriving.clear();
  }

  private Novelty add(FragmentChange change, long lastEvent) throws Exception {
    String prefix = EventKey.prefix(change.getIdentity());
    boolean again = false;
    for (Event event : change.getEvents()) {
      again |= event.getTimestamp() <= lastEvent && isKnown(event);
      events.put(prefix + EventKey.of(event), event);
    }
    FragmentAttributes held = members.get(change.getIdentity());
    if (held != null && change.getAttributes().isEmpty()) {
      return new Novelty(change.getEvents(), Set.of(), Long.MAX_VALUE, false, again);
    }
    List<AttributeVersion> before = held == null ? List.of() : held.getVersions();
    List<AttributeVersion> after = Attributes.add(before, change.getAttributes(), versionsKept);
    members.put(change.getIdentity(), new FragmentAttributes(after));
    Set<String> names = new TreeSet<>();
    long from = Long.MAX_VALUE;
    for (AttributeVersion version : Attributes.difference(before, after)) {
      names.add(AttributePath.parse(version.getPath()).root());
      from = Math.min(from, version.getTimestamp());
    }
    return new Novelty(change.getEvents(), names, from, held == null, again);
  }

  /** Two fragments may have the same event. */
  private boolean isKnown(Event event) throws Exception {
    String key = EventKey.of(event);
    for (String identity : members.keys()) {
      if (events.contains(EventKey.prefix(identity) + key)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Novelty join(FragmentChange change) throws Exception {
    String prefix = EventKey.prefix(change.getIdentity());
    if (change.getChunk() + 1 < change.getChunks()) {
      arriving.put(prefix + change.getChunk(), change);
      return null;
    }
    leave(change.getIdentity());
    for (int chunk = 0; chunk + 1 < change.getChunks(); chunk++) {
      FragmentChange earlier = arriving.get(prefix + chunk);
      if (earlier != null) {
        add(earlier, Long.MIN_VALUE);
        arriving.remove(prefix + chunk);
      }
    }
    add(change, Long.MIN_VALUE);
    return Novelty.FRAGMENT;
  }

  private Novelty leave(String identity) throws Exception {
    members.remove(identity);
    String prefix = EventKey.prefix(identity);
    for (Iterator<String> keys = events.keys().iterator(); keys.hasNext(); ) {
      if (keys.next().startsWith(prefix)) {
        keys.remove();
      }
    }
    return Novelty.FRAGMENT;
  }
}
