/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.CutFact;
import io.kindred.avro.ErasureFact;
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
import io.kindred.topic.Revision;
import io.kindred.topic.Topic;
import java.util.List;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * One identity's turn: one input is applied to its fragment and to the protocol, and then its
 * profile is told what became of it.
 */
final class IdentityTurn {

  /** Members of a component that is published whenever one of them moves. */
  private static final int AT_ONCE_MAX = 200;

  private final String key;
  private final IdentityResolver.Room room;
  private final IdentitySettings rules;
  private final ResolverOutputs out;
  private final IdentityState state;
  private final IdentityNode node;
  private final MappingOutput mapping;
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
    this.state = room.memory().load();
    this.node = new IdentityNode(key, room.memory(), rules, this::send);
    this.mapping = new MappingOutput(key, state, room.attempt(), out);
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
    if (room.fragment().add(versions)) {
      room.metrics().applied.inc();
      newAttributes = versions;
    } else {
      room.metrics().duplicates.inc();
    }
    node.seenTogether(identities(record.getIdentities()), record.getTimestamp());
  }

  void gossip(Gossip gossip) throws Exception {
    room.metrics().gossipReceived.inc();
    trail = Trail.of(gossip, out.processingTime());
    ErasureFact erased = gossip.getErase();
    if (erased != null) {
      int deleted = room.fragment().deleteNaming(erased.getIdentity(), erased.getUntil(), state);
      room.metrics().deletedEvents.inc(deleted);
      rejoin = rejoin || deleted > 0;
    }
    node.receive(GossipCodec.fromAvro(gossip));
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

  /** Sends labels that are due: now, or by a timer so that many changes are one message. */
  void labels(TimerService timers) {
    if (!node.labelsDue() || state.getLabelTimer()) {
      return;
    }
    long period = room.settings().labelPeriodMs();
    if (period == 0) {
      sendLabels();
    } else {
      state.setLabelTimer(true);
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + period);
    }
  }

  void labelTimer() {
    state.setLabelTimer(false);
    if (node.labelsDue()) {
      sendLabels();
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
    publishComponent();
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

  /**
   * What the members hear late is published late too, so that a busy or a large component is
   * published once in a label period. What moved somebody in a component of usual size is not.
   */
  private void publishComponent() {
    KeyedIdentityMemory memory = room.memory();
    String owner = memory.owner();
    if (isDeleted()) {
      unpublishComponent();
    } else if (owner != null
        && (cameAnew || (memory.ownerChanged() && state.getJoined() != null))) {
      out.component(ComponentRecords.pointer(key, owner, nextComponentRevision()));
    } else if ((labelsSent || changedAtOnce()) && !memory.facts().isEmpty()) {
      out.component(ComponentRecords.of(key, memory, nextComponentRevision()));
    }
  }

  /** Also of a root that outlived its own deletion, once the last of the others is deleted. */
  private void unpublishComponent() {
    KeyedIdentityMemory memory = room.memory();
    if (leftForGood || memory.factsChanged() || memory.ownerChanged()) {
      out.component(ComponentRecords.ended(key, nextComponentRevision()));
    }
  }

  /** Nothing is published of an identity that is no more, unless others hang on it. */
  private boolean isDeleted() {
    KeyedIdentityMemory memory = room.memory();
    boolean gone = (leftForGood || memory.erasedUntil() > Long.MIN_VALUE) && !memory.seen();
    return gone && (memory.owner() != null || memory.facts().named().isEmpty());
  }

  private boolean changedAtOnce() {
    KeyedIdentityMemory memory = room.memory();
    return node.labelsDue()
        ? memory.toldChanged() && memory.told().founders().size() <= AT_ONCE_MAX
        : memory.factsChanged();
  }

  private long nextComponentRevision() {
    long next = Revision.after(state.getComponentRevision(), out.processingTime());
    state.setComponentRevision(next);
    return next;
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
          IdentityChange.newBuilder()
              .setIdentity(key)
              .setFromProfileId(before)
              .setToProfileId(label.profileId())
              .setSettingsVersion(version.settings())
              .setErased(version.erased())
              .setFacts(version.facts())
              .setSpan(version.span())
              .setCause(GossipCodec.toAvro(cause))
              .build());
    }
  }

  private void join(String profileId) throws Exception {
    room.fragment().join(profileId, key).forEach(out::fragment);
  }

  private FragmentChange change(String profileId, FragmentChangeKind kind) {
    return new FragmentChange(profileId, kind, key, List.of(), List.of(), 0, 1);
  }

  private void send(String target, GossipMessage message) {
    room.metrics().gossipSent.inc();
    out.gossip(trail.mark(GossipCodec.toAvro(target, message)));
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
