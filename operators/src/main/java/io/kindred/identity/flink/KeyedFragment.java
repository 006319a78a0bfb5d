/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentAttributes;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.IdentityState;
import io.kindred.fragment.Attributes;
import io.kindred.fragment.EventKey;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.ContractType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** The fragment of the identity whose key is current, in keyed state, within its limits. */
final class KeyedFragment {

  /** Events in one chunk of a fragment that travels; a few hundred kilobytes. */
  static final int CHUNK_EVENTS = 200;

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final MapStateDescriptor<String, Event> EVENTS =
      new MapStateDescriptor<>("events", Types.STRING, new ContractType<>(Event.class));
  static final ValueStateDescriptor<FragmentAttributes> ATTRIBUTES =
      new ValueStateDescriptor<>("attributes", new ContractType<>(FragmentAttributes.class));

  private final MapState<String, Event> events;
  private final ValueState<FragmentAttributes> attributes;
  private final ResolverSettings settings;

  KeyedFragment(RuntimeContext context, ResolverSettings settings) {
    events = context.getMapState(EVENTS);
    attributes = context.getState(ATTRIBUTES);
    this.settings = settings;
  }

  /** False if the event is in the fragment already. */
  boolean add(Event event, IdentityState identity) throws Exception {
    String key = EventKey.of(event);
    if (identity.getEvents() > 0 && events.contains(key)) {
      return false;
    }
    events.put(key, event);
    identity.setEvents(identity.getEvents() + 1);
    return true;
  }

  /** False if nothing changed: all the values are known, or older than those that are kept. */
  boolean add(List<AttributeVersion> versions, IdentityState identity) throws Exception {
    List<AttributeVersion> before = versions(identity);
    List<AttributeVersion> after =
        Attributes.add(before, versions, settings.attributeVersionsMax());
    if (after.equals(before)) {
      return false;
    }
    attributes.update(new FragmentAttributes(after));
    identity.setAttributes(true);
    return true;
  }

  private List<AttributeVersion> versions(IdentityState identity) throws Exception {
    FragmentAttributes held = identity.getAttributes() ? attributes.value() : null;
    return held == null ? List.of() : held.getVersions();
  }

  /** Whether there are clearly more events than are kept. */
  boolean overfull(IdentityState identity) {
    return identity.getEvents() > settings.eventsMax() + settings.eventsMax() / 10;
  }

  /** Forgets what is older than {@code before} and what is too many. Returns how many events. */
  int forget(long before, IdentityState identity) throws Exception {
    List<String> keys = new ArrayList<>();
    events.keys().forEach(keys::add);
    Collections.sort(keys);
    int tooMany = keys.size() - settings.eventsMax();
    String old = EventKey.of(before);
    int forgotten = 0;
    while (forgotten < keys.size()
        && (forgotten < tooMany || keys.get(forgotten).compareTo(old) < 0)) {
      events.remove(keys.get(forgotten++));
    }
    identity.setEvents(keys.size() - forgotten);
    identity.setOldestEvent(
        forgotten < keys.size() ? events.get(keys.get(forgotten)).getTimestamp() : Long.MAX_VALUE);
    return forgotten;
  }

  /** What was deleted of a fragment, and whether something is left of it. */
  record Deleted(int events, int attributes, boolean left) {}

  /** Deletes what was seen up to then. */
  Deleted delete(long until, IdentityState identity) throws Exception {
    int deletedEvents = remove(event -> event.getTimestamp() <= until, identity);
    List<AttributeVersion> before = versions(identity);
    List<AttributeVersion> after =
        before.stream().filter(version -> version.getTimestamp() > until).toList();
    if (after.isEmpty()) {
      attributes.clear();
    } else {
      attributes.update(new FragmentAttributes(after));
    }
    identity.setAttributes(!after.isEmpty());
    boolean left = identity.getEvents() > 0 || !after.isEmpty();
    return new Deleted(deletedEvents, before.size() - after.size(), left);
  }

  /** Deletes the events up to then that name another identity. Returns how many. */
  int deleteNaming(String other, long until, IdentityState identity) throws Exception {
    return remove(event -> event.getTimestamp() <= until && names(event, other), identity);
  }

  private static boolean names(Event event, String other) {
    for (IdentityItem item : event.getIdentities()) {
      if (Topic.identityKey(item).equals(other)) {
        return true;
      }
    }
    return false;
  }

  private int remove(Predicate<Event> doomed, IdentityState identity) throws Exception {
    int removed = 0;
    for (Iterator<Event> all = events.values().iterator(); all.hasNext(); ) {
      if (doomed.test(all.next())) {
        all.remove();
        removed++;
      }
    }
    identity.setEvents(identity.getEvents() - removed);
    return removed;
  }

  /** All events; those of the turn itself are at hand. */
  List<Event> events(IdentityState identity, List<Event> ofThisTurn) throws Exception {
    if (identity.getEvents() == ofThisTurn.size()) {
      return ofThisTurn;
    }
    List<Event> all = new ArrayList<>();
    events.values().forEach(all::add);
    return all;
  }

  /** The whole fragment, for a profile that takes it over. */
  List<FragmentChange> join(String profileId, String key, IdentityState identity, List<Event> all)
      throws Exception {
    List<AttributeVersion> held = versions(identity);
    int chunks = Math.max(1, (all.size() + CHUNK_EVENTS - 1) / CHUNK_EVENTS);
    List<FragmentChange> join = new ArrayList<>(chunks);
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * CHUNK_EVENTS;
      List<Event> some = all.subList(from, Math.min(all.size(), from + CHUNK_EVENTS));
      List<AttributeVersion> versions = chunk == 0 ? held : List.of();
      join.add(
          new FragmentChange(
              profileId, FragmentChangeKind.JOIN, key, some, versions, chunk, chunks));
    }
    return join;
  }
}
