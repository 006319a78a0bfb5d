/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentAttributes;
import io.kindred.avro.FragmentChange;
import io.kindred.fragment.Attributes;
import io.kindred.fragment.EventKey;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The fragments of the profile whose key is current, in keyed state.
 *
 * <p>Bounded by the resolver: identities in a cluster, events and attribute versions in a fragment.
 * All ends with the last fragment.
 */
final class ProfileFragments {

  /** What {@link #apply} answers when nothing counts yet or nothing is new. */
  static final long NOTHING_NEW = Long.MAX_VALUE;

  /** What it answers when facts of the past came or went. */
  static final long PAST_CHANGED = Long.MIN_VALUE;

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final MapStateDescriptor<String, FragmentAttributes> MEMBERS =
      new MapStateDescriptor<>(
          "members", Types.STRING, new AvroTypeInfo<>(FragmentAttributes.class));
  static final MapStateDescriptor<String, Event> EVENTS =
      new MapStateDescriptor<>("events", Types.STRING, new AvroTypeInfo<>(Event.class));
  static final MapStateDescriptor<String, FragmentChange> ARRIVING =
      new MapStateDescriptor<>("arriving", Types.STRING, new AvroTypeInfo<>(FragmentChange.class));

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
   * @return the earliest time of the facts that are new, or one of the two constants above
   */
  long apply(FragmentChange change) throws Exception {
    return switch (change.getKind()) {
      case ADD -> add(change);
      case JOIN -> join(change);
      case LEAVE, FORGET -> leave(change.getIdentity());
    };
  }

  boolean isEmpty() throws Exception {
    return members.isEmpty();
  }

  ProfileFacts facts(MergePolicy policy) throws Exception {
    Map<String, List<AttributeVersion>> attributes = new TreeMap<>();
    for (Map.Entry<String, FragmentAttributes> member : members.entries()) {
      attributes.put(member.getKey(), member.getValue().getVersions());
    }
    Collection<Event> all = new ArrayList<>();
    events.values().forEach(all::add);
    return new ProfileFacts(attributes, all, policy);
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

  private long add(FragmentChange change) throws Exception {
    String identity = change.getIdentity();
    long earliest = NOTHING_NEW;
    for (Event event : change.getEvents()) {
      events.put(EventKey.prefix(identity) + EventKey.of(event), event);
      earliest = Math.min(earliest, event.getTimestamp());
    }
    FragmentAttributes held = members.get(identity);
    if (held == null || !change.getAttributes().isEmpty()) {
      List<AttributeVersion> before = held == null ? List.of() : held.getVersions();
      List<AttributeVersion> after = Attributes.add(before, change.getAttributes(), versionsKept);
      members.put(identity, new FragmentAttributes(after));
      for (AttributeVersion version : change.getAttributes()) {
        earliest = Math.min(earliest, version.getTimestamp());
      }
    }
    return earliest;
  }

  private long join(FragmentChange change) throws Exception {
    String prefix = EventKey.prefix(change.getIdentity());
    if (change.getChunk() + 1 < change.getChunks()) {
      arriving.put(prefix + change.getChunk(), change);
      return NOTHING_NEW;
    }
    leave(change.getIdentity());
    for (int chunk = 0; chunk + 1 < change.getChunks(); chunk++) {
      FragmentChange earlier = arriving.get(prefix + chunk);
      if (earlier != null) {
        add(earlier);
        arriving.remove(prefix + chunk);
      }
    }
    add(change);
    return PAST_CHANGED;
  }

  private long leave(String identity) throws Exception {
    members.remove(identity);
    String prefix = EventKey.prefix(identity);
    for (Iterator<String> keys = events.keys().iterator(); keys.hasNext(); ) {
      if (keys.next().startsWith(prefix)) {
        keys.remove();
      }
    }
    return PAST_CHANGED;
  }
}
