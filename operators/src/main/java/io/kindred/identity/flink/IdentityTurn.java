/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.CutFact;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.IdentityState;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Record;
import io.kindred.fragment.Attributes;
import io.kindred.identity.Cause;
import io.kindred.identity.Cuts;
import io.kindred.identity.Facts;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.GossipMessage;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentityIntake;
import io.kindred.identity.IdentityNode;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Label;
import io.kindred.identity.Link;
import io.kindred.identity.Version;
import io.kindred.topic.Topic;
import java.util.List;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * One identity's turn: one input is applied to its fragment and to the protocol, and then its
 * profile is told what became of it.
 */
final class IdentityTurn {

  /** Of a timer that is not set. */
  private static final long NEVER = Long.MAX_VALUE;

  private final String key;
  private final IdentityResolver.Room room;
  private final IdentitySettings rules;
  private final ResolverOutputs out;
  private final IdentityState state;
  private final IdentityNode node;
  private final MappingOutput mapping;
  private final ComponentOutput component;
  private final boolean wasCrowd;
  private Trail trail;

  private List<Event> newEvents = List.of();
  private List<AttributeVersion> newAttributes = List.of();
  private boolean rejoin;
  private boolean labelsSent;
  private boolean leftForGood;
  private boolean cameAnew;

  /** Begins; {@link #end} must follow. */
  IdentityTurn(String key, IdentityResolver.Room room, IdentitySettings rules, ResolverOutputs out)
      throws Exception {
    this.key = key;
    this.room = room;
    this.rules = rules;
    this.out = out;
    this.state = room.memory().load(key);
    this.node = new IdentityNode(key, room.memory(), rules, this::send);
    this.mapping = new MappingOutput(key, state, room.attempt(), out);
    this.component = new ComponentOutput(key, room.memory(), state, out);
    this.wasCrowd = node.isCrowd();
    this.trail = Trail.ofInput(out.processingTime());
  }

  void event(Event event, TimerService timers) throws Exception {
    if (event.getTimestamp() <= state.getErasedUntil()) {
      refuse(Topic.EVENTS, event.getIdentities(), event.getTimestamp());
      return;
    }
    boolean expired = event.getTimestamp() < oldestKept(timers);
    if (!expired && room.fragment().add(event, state)) {
      room.metrics().applied.inc();
      newEvents = List.of(event);
      if (room.fragment().overfull(state)) {
        forget(timers);
      } else if (event.getTimestamp() < state.getOldestEvent()) {
        setOldest(event.getTimestamp(), timers);
      }
    } else {
      room.metrics().duplicates.inc();
    }
    node.seenTogether(identities(event.getIdentities()), event.getTimestamp());
  }

  void record(Record record) throws Exception {
    if (record.getTimestamp() <= state.getErasedUntil()) {
      refuse(Topic.RECORDS, record.getIdentities(), record.getTimestamp());
      return;
    }
    List<AttributeVersion> versions = Attributes.versionsOf(record);
    if (room.fragment().add(versions, state)) {
      room.metrics().applied.inc();
      newAttributes = versions;
    } else {
      room.metrics().duplicates.inc();
    }
    node.seenTogether(identities(record.getIdentities()), record.getTimestamp());
  }

  void gossip(Gossip gossip) throws Exception {
    gossip(GossipCodec.fromAvro(gossip), Trail.of(gossip, out.processingTime()));
  }

  void gossip(GossipMessage message, Trail ledHere) throws Exception {
    room.metrics().gossipReceived.inc();
    trail = ledHere;
    if (message instanceof GossipMessage.Erase erased) {
      int deleted = room.fragment().deleteNaming(erased.identity(), erased.until(), state);
      room.metrics().deletedEvents.inc(deleted);
      rejoin = rejoin || deleted > 0;
    }
    node.receive(message);
    grantWishes();
  }

  /** A person may name an identity as it came; events name it normalised. */
  void cut(CutFact cut) {
    Identity a = IdentityIntake.normalized(Identity.parse(cut.getA()), rules);
    if (cut.getB().isEmpty()) {
      cut(Cuts.Place.at(a.key(), cut.getDefinition()), cut, a);
      return;
    }
    Identity b = IdentityIntake.normalized(Identity.parse(cut.getB()), rules);
    if (!a.equals(b)) {
      cut(Cuts.Place.at(Link.between(a, b), cut.getDefinition()), cut, a, b);
    }
  }

  /** An identity that no event can name has nothing to cut. */
  private void cut(Cuts.Place place, CutFact cut, Identity... named) {
    for (Identity identity : named) {
      if (!IdentityIntake.takes(identity, rules)) {
        return;
      }
    }
    Cuts.Word word = GossipCodec.word(cut);
    if (place.a().equals(key)) {
      node.cut(place, word);
    } else {
      send(place.a(), new GossipMessage.FactsMessage(Facts.of(Cuts.of(place, word)), false));
    }
  }

  void privacy(PrivacyRequest request) throws Exception {
    String named = IdentityIntake.normalized(Identity.parse(request.getIdentity()), rules).key();
    GossipMessage.Forget asGiven = GossipCodec.forget(request);
    var wish =
        new GossipMessage.Forget(asGiven.request(), named, asGiven.profile(), asGiven.until());
    if (named.equals(key)) {
      node.receive(wish);
      grantWishes();
    } else {
      send(named, wish);
    }
  }

  private void grantWishes() throws Exception {
    for (GossipMessage.Forget wish : node.wishes()) {
      grant(wish);
    }
  }

  private void grant(GossipMessage.Forget wish) throws Exception {
    KeyedFragment.Deleted deleted = room.fragment().delete(wish.until(), state);
    room.metrics().deletedEvents.inc(deleted.events());
    rejoin = true;
    out.privacy(
        new PrivacyResult(
            wish.request(),
            key,
            wish.until(),
            state.getJoined(),
            deleted.events(),
            deleted.attributes(),
            deleted.left(),
            out.processingTime()));
    node.erase(wish.until(), deleted.left());
  }

  /** It is said that something came, and not what. */
  private void refuse(Topic<?> topic, List<IdentityItem> identities, long timestamp) {
    room.metrics().deletedLate.inc();
    out.deletedLate(topic);
    node.seenTooLate(identities(identities), timestamp);
  }

  void settingsChanged() {
    node.settingsChanged();
    sendLabels();
  }

  /** What is due is done now, or by a timer so that many changes are one message. */
  void labels(TimerService timers) {
    if (!node.labelsDue()) {
      return;
    }
    GossipPace pace = room.settings().pace();
    long now = timers.currentProcessingTime();
    if (pace.labelPeriodMs() == 0) {
      sendLabels();
      return;
    }
    if (state.getLabelsAt() == NEVER) {
      state.setLabelsAt(now + pace.labelPeriodMs(room.memory().told().founders().size()));
      timers.registerProcessingTimeTimer(state.getLabelsAt());
    }
    if (state.getJoinAt() == NEVER && node.factsWait()) {
      state.setJoinAt(now + pace.joinPeriodMs());
      timers.registerProcessingTimeTimer(state.getJoinAt());
    }
  }

  /** Does what was put off until then; {@link #labels} is to follow. */
  void due(long time) {
    if (state.getJoinAt() <= time) {
      state.setJoinAt(NEVER);
      node.joinWaiting();
    }
    if (state.getLabelsAt() <= time) {
      state.setLabelsAt(NEVER);
      if (node.labelsDue()) {
        sendLabels();
      }
    }
  }

  private void sendLabels() {
    node.sendLabels();
    labelsSent = true;
  }

  /** Forgets events over the limits. */
  void forget(TimerService timers) throws Exception {
    int forgotten = room.fragment().forget(oldestKept(timers), state);
    room.metrics().forgotten.inc(forgotten);
    rejoin = rejoin || forgotten > 0;
    long oldest = state.getOldestEvent();
    if (oldest < Long.MAX_VALUE) {
      setOldest(oldest, timers);
    }
  }

  /** Tells the profile, and remembers. */
  void end() throws Exception {
    Label label = node.label();
    if (label != null) {
      tell(label);
    } else if (state.getJoined() != null) {
      leaveForGood(state.getJoined());
    }
    mapping.restate();
    component.publish(labelsSent, node.labelsDue(), cameAnew, leftForGood);
    measure();
    room.memory().save();
  }

  private void measure() {
    KeyedIdentityMemory memory = room.memory();
    if (memory.toldChanged()) {
      room.metrics().decided(memory.toldBefore(), memory.told());
    }
    if (wasCrowd != node.isCrowd()) {
      room.metrics().quarantined.inc(wasCrowd ? -1 : 1);
    }
  }

  private void tell(Label label) throws Exception {
    String profileId = label.profileId();
    String before = state.getJoined();
    if (!profileId.equals(before)) {
      if (before != null) {
        room.metrics().moves.inc();
        out.fragment(change(before, FragmentChangeKind.LEAVE));
      }
      join(profileId);
      tellChange(before, label);
      room.metrics().hops.update(trail.hops());
      room.metrics().labelLag.update(out.processingTime() - trail.since());
      cameAnew = before == null;
      state.setJoined(profileId);
      mapping.publish(profileId);
    } else if (rejoin) {
      join(profileId);
    } else if (!newEvents.isEmpty() || !newAttributes.isEmpty()) {
      FragmentChange add = change(profileId, FragmentChangeKind.ADD);
      add.setEvents(newEvents);
      add.setAttributes(newAttributes);
      out.fragment(add);
    }
  }

  /** Of an identity that was deleted: nothing points at it any more. */
  private void leaveForGood(String profileId) {
    out.fragment(change(profileId, FragmentChangeKind.FORGET));
    state.setJoined(null);
    mapping.publish("");
    leftForGood = true;
  }

  /** A new identity that is alone is no change. */
  private void tellChange(@Nullable String before, Label label) {
    Cause cause = node.cause();
    if (before != null || cause != null) {
      Version version = label.version();
      out.change(
          new IdentityChange(
              key,
              before,
              label.profileId(),
              version.settings(),
              version.erased(),
              version.facts(),
              version.span(),
              GossipCodec.toAvro(cause)));
    }
  }

  private void join(String profileId) throws Exception {
    // Where something was deleted, what came in this turn may be among it.
    List<Event> events = room.fragment().events(state, rejoin ? List.of() : newEvents);
    room.fragment().join(profileId, key, state, events).forEach(out::fragment);
  }

  private FragmentChange change(String profileId, FragmentChangeKind kind) {
    return new FragmentChange(profileId, kind, key, List.of(), List.of(), 0, 1);
  }

  private void send(String target, GossipMessage message) {
    Trail further = trail.next();
    if (room.local().take(new LocalGossip.Mail(target, message, further))) {
      room.metrics().gossipLocal.inc();
    } else {
      room.metrics().gossipSent.inc();
      out.gossip(further.mark(GossipCodec.toAvro(target, message)));
    }
  }

  private void setOldest(long oldest, TimerService timers) {
    long retention = room.settings().eventRetentionMs();
    if (state.getOldestEvent() < Long.MAX_VALUE) {
      timers.deleteEventTimeTimer(state.getOldestEvent() + retention + 1);
    }
    state.setOldestEvent(oldest);
    timers.registerEventTimeTimer(oldest + retention + 1);
  }

  private long oldestKept(TimerService timers) {
    long now = timers.currentWatermark();
    // Before the first watermark and after the last there is no time to measure age by.
    return now == Long.MIN_VALUE || now == Long.MAX_VALUE
        ? Long.MIN_VALUE
        : now - room.settings().eventRetentionMs();
  }

  private static List<Identity> identities(List<IdentityItem> items) {
    return items.stream().map(Identity::of).toList();
  }
}
