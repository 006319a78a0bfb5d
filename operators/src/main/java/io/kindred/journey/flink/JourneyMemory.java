/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import io.kindred.avro.Event;
import io.kindred.avro.JourneyState;
import io.kindred.avro.MilestoneState;
import io.kindred.avro.ToldState;
import io.kindred.fragment.EventKey;
import io.kindred.fragment.XdmJson;
import io.kindred.journey.JourneyDefinitions;
import io.kindred.journey.Milestone;
import io.kindred.journey.Told;
import io.kindred.segment.Subject.Occurrence;
import io.kindred.topic.flink.ContractType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the profile whose key is current remembers of touches and conversions, and of the journeys
 * that it told, in keyed state. Nothing where it had none.
 */
final class JourneyMemory {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ValueStateDescriptor<JourneyState> JOURNEYS =
      new ValueStateDescriptor<>("journeys", new ContractType<>(JourneyState.class));
  static final MapStateDescriptor<String, MilestoneState> MILESTONES =
      new MapStateDescriptor<>(
          "milestones", Types.STRING, new ContractType<>(MilestoneState.class));
  static final MapStateDescriptor<String, ToldState> TOLD =
      new MapStateDescriptor<>("told", Types.STRING, new ContractType<>(ToldState.class));

  private final ValueState<JourneyState> journeys;
  private final MapState<String, MilestoneState> milestones;
  private final MapState<String, ToldState> told;

  JourneyMemory(RuntimeContext context) {
    journeys = context.getState(JOURNEYS);
    milestones = context.getMapState(MILESTONES);
    told = context.getMapState(TOLD);
  }

  /** Where the profile stands, if it ever had a touch or a conversion. */
  Optional<JourneyState> standing() throws Exception {
    return Optional.ofNullable(journeys.value());
  }

  /** Remembers what an event of a fragment is. False if it is nothing. */
  boolean add(String key, Event event, JourneyDefinitions definitions) throws Exception {
    if (!definitions.mayBeMilestone(event.getEventType())) {
      return false;
    }
    Occurrence occurrence =
        new Occurrence(event.getTimestamp(), event.getId(), XdmJson.read(event.getDocument()));
    Optional<Milestone> milestone = definitions.milestone(occurrence);
    if (milestone.isPresent()) {
      milestones.put(key, JourneyCodec.state(milestone.get()));
    }
    return milestone.isPresent();
  }

  /** Forgets the events of a fragment. False if it had none that counted. */
  boolean remove(String identity) throws Exception {
    String prefix = EventKey.prefix(identity);
    boolean removed = false;
    for (Iterator<String> keys = milestones.keys().iterator(); keys.hasNext(); ) {
      if (keys.next().startsWith(prefix)) {
        keys.remove();
        removed = true;
      }
    }
    return removed;
  }

  /** Forgets all touches and conversions, but not what was told. */
  void removeAll() {
    milestones.clear();
  }

  /** In order, each once. */
  List<Milestone> milestones() throws Exception {
    List<Milestone> all = new ArrayList<>();
    for (MilestoneState state : milestones.values()) {
      all.add(JourneyCodec.milestone(state));
    }
    return Milestone.sorted(all);
  }

  SortedMap<String, Told> told() throws Exception {
    SortedMap<String, Told> all = new TreeMap<>();
    for (Map.Entry<String, ToldState> entry : told.entries()) {
      all.put(entry.getKey(), JourneyCodec.told(entry.getValue()));
    }
    return all;
  }

  void tell(String id, Told what) throws Exception {
    told.put(id, JourneyCodec.state(what));
  }

  void takeBack(String id) throws Exception {
    told.remove(id);
  }

  /** Forgets what can change no journey any more, and journeys that are final. */
  void forget(long milestonesBefore, long toldBefore) throws Exception {
    List<String> old = new ArrayList<>();
    for (Map.Entry<String, MilestoneState> entry : milestones.entries()) {
      if (entry.getValue().getTimestamp() < milestonesBefore) {
        old.add(entry.getKey());
      }
    }
    for (String key : old) {
      milestones.remove(key);
    }
    for (Iterator<ToldState> all = told.values().iterator(); all.hasNext(); ) {
      if (all.next().getTime() < toldBefore) {
        all.remove();
      }
    }
  }

  void keep(JourneyState state) throws Exception {
    journeys.update(state);
  }

  boolean isEmpty() throws Exception {
    return milestones.isEmpty() && told.isEmpty();
  }

  void clear() {
    journeys.clear();
    milestones.clear();
    told.clear();
  }
}
