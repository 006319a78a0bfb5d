/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyReason;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyState;
import io.kindred.avro.ProfileState;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.fragment.EventKey;
import io.kindred.journey.Journey;
import io.kindred.journey.JourneyChange;
import io.kindred.journey.Journeys;
import io.kindred.journey.Milestone;
import io.kindred.journey.Span;
import io.kindred.journey.Told;
import io.kindred.topic.Revision;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/*
 * A journey's id does not name the profile, so where a device moves, the profile that it leaves
 * takes its journeys back and the other one tells them, in either order. Whoever keeps journeys
 * keeps each profile's last word on each of them. Revisions follow the clock: a word that only an
 * attempt knew which was rolled back is older than what the next one says of the same journey.
 *
 * What is told is the difference between the journeys that were told and those that stand now. So
 * it does not depend on the way that led here, and nothing is told twice.
 */
/**
 * The journeys of the profile whose key is current: a part of the profile operator.
 *
 * <p>State: touches and conversions of the time in which journeys may be restated and of a lookback
 * before it, what was told, and what waits to be; one event-time timer a profile that has any. It
 * ends with the fragments, or as time passes.
 */
public final class ProfileJourneys implements Triggerable<String, VoidNamespace>, Serializable {

  /** How often it is looked whether the touch that began a long journey is needed any more. */
  private static final long LOOK_AGAIN_MS = Duration.ofDays(1).toMillis();

  /** So many revisions fit in a millisecond before they run ahead of the clock. */
  private static final long REVISIONS_PER_MS = 1_000;

  /** The state of those profiles of which something waits to be told. */
  public static final String WAITING = HeldWords.WAITING.getName();

  /** All events of the current profile, by {@link EventKey}. */
  @FunctionalInterface
  public interface Fragments {
    Iterable<Map.Entry<String, Event>> events() throws Exception;
  }

  /**
   * What the operator lends.
   *
   * @param checkpointed whether there are checkpoints to wait for
   */
  public record Room(
      BroadcastState<String, DefinitionUpdate> definitions,
      InternalTimerService<VoidNamespace> timers,
      Fragments fragments,
      Consumer<JourneyRevision> out,
      boolean checkpointed,
      Counter revisions) {}

  /** Why journeys are looked at. */
  private record Cause(JourneyReason reason, String identity) {

    static Cause of(FragmentChange change) {
      JourneyReason reason =
          switch (change.getKind()) {
            case ADD -> JourneyReason.EVENT;
            case JOIN -> JourneyReason.MERGE;
            case LEAVE -> JourneyReason.SPLIT;
            case FORGET -> JourneyReason.DELETION;
          };
      return new Cause(reason, change.getIdentity());
    }
  }

  private static final Cause TIME = new Cause(JourneyReason.TIME, "");
  private static final Cause DEFINITION = new Cause(JourneyReason.DEFINITION, "");

  // -- state: in JourneyMemory and HeldWords

  @SuppressWarnings("NullAway.Init") // by open, as for an operator
  private transient JourneyMemory memory;

  @SuppressWarnings("NullAway.Init")
  private transient HeldWords held;

  @SuppressWarnings("NullAway.Init")
  private transient Room room;

  @SuppressWarnings("NullAway.Init")
  private transient JourneyRules inForce;

  private transient long revision;

  // -- settings

  private final DefinitionRegister<JourneyRules> rules;
  private final JourneyTerms terms;

  public ProfileJourneys(List<DefinitionUpdate> atStart, JourneyTerms terms) {
    this.rules = new DefinitionRegister<>(JourneyRules.KINDS, atStart, JourneyRules::compile);
    this.terms = terms;
  }

  /** To be called before anything else. */
  public void open(RuntimeContext context, Room lent) throws Exception {
    memory = new JourneyMemory(context);
    held = new HeldWords(context);
    room = lent;
    switchOver();
  }

  /** A checkpoint is taken. */
  public void snapshot(long checkpoint) {
    held.snapshot(checkpoint, nextRevision());
  }

  /** A checkpoint is complete: of each profile {@link #WAITING what waits} can be told. */
  public void completed(long checkpoint) {
    held.completed(checkpoint);
  }

  /** Tells what waits of the current profile and cannot be lost any more. */
  public void tellWaiting() throws Exception {
    held.release(revision, room.out());
  }

  /** Takes a definition, for the next {@link #switchOver}. False if it changes nothing. */
  public boolean take(DefinitionUpdate update) throws Exception {
    return rules.take(update, room.definitions());
  }

  /** From now on a profile follows the definitions that stand, once it is looked at. */
  public void switchOver() throws Exception {
    inForce = rules.current(room.definitions());
  }

  /** Other definitions in force have another. */
  public long fingerprint() {
    return inForce.fingerprint();
  }

  /**
   * Follows a change that the fragments have taken in whole.
   *
   * @param state of the profile; is changed
   */
  public void apply(FragmentChange change, ProfileState state) throws Exception {
    boolean isNew = state.getAsOf() == Long.MIN_VALUE;
    if (isNew) {
      state.setJourneyRules(inForce.fingerprint());
    } else if (bring(change.getProfileId(), state)) {
      return;
    }
    boolean concerned = change.getKind() == FragmentChangeKind.ADD ? add(change) : replace(change);
    if (concerned) {
      refresh(change.getProfileId(), Cause.of(change));
    }
  }

  /**
   * Brings a profile under the definitions in force. False if it follows them.
   *
   * @param state of the profile; is changed
   */
  public boolean bring(String profileId, ProfileState state) throws Exception {
    if (state.getJourneyRules() == inForce.fingerprint()) {
      return false;
    }
    state.setJourneyRules(inForce.fingerprint());
    memory.removeAll();
    if (addAll("") || memory.standing().isPresent()) {
      refresh(profileId, DEFINITION);
    }
    return true;
  }

  /** A timeout passed, or something is old enough to be forgotten. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    JourneyState state = memory.standing().orElse(null);
    if (state != null && state.getWakeAt() <= timer.getTimestamp()) {
      state.setWakeAt(Long.MAX_VALUE);
      state.setAsOf(Math.max(state.getAsOf(), timer.getTimestamp()));
      memory.keep(state);
      if (state.getRules() == inForce.fingerprint()) {
        refresh(timer.getKey(), TIME);
      }
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no such timer is set");
  }

  private boolean add(FragmentChange change) throws Exception {
    if (inForce.definitions().isEmpty()) {
      return false;
    }
    String prefix = EventKey.prefix(change.getIdentity());
    boolean any = false;
    for (Event event : change.getEvents()) {
      any |= memory.add(prefix + EventKey.of(event), event, inForce.definitions());
    }
    return any;
  }

  /** A fragment that joins is here as a whole, and one that left is not. */
  private boolean replace(FragmentChange change) throws Exception {
    boolean removed = memory.remove(change.getIdentity());
    return addAll(EventKey.prefix(change.getIdentity())) || removed;
  }

  private boolean addAll(String prefix) throws Exception {
    if (inForce.definitions().isEmpty()) {
      return false;
    }
    boolean any = false;
    for (Map.Entry<String, Event> entry : room.fragments().events()) {
      if (entry.getKey().startsWith(prefix)) {
        any |= memory.add(entry.getKey(), entry.getValue(), inForce.definitions());
      }
    }
    return any;
  }

  private void refresh(String profileId, Cause cause) throws Exception {
    JourneyState state =
        memory.standing().orElseGet(() -> new JourneyState(Long.MIN_VALUE, Long.MAX_VALUE, 0L));
    state.setRules(inForce.fingerprint());
    List<Milestone> milestones = memory.milestones();
    Span span = span(milestones, state);
    Journeys.Standing standing = Journeys.of(profileId, milestones, inForce.definitions(), span);
    state.setAsOf(span.now());
    tell(JourneyChange.between(memory.told(), standing.byId(), span), profileId, cause, span);
    memory.forget(standing.needs(), span.settled());
    wakeAt(Math.min(standing.nextChange(), nextForgetting(milestones, standing, span)), state);
    if (memory.isEmpty()) {
      memory.clear();
    } else {
      memory.keep(state);
    }
  }

  private Span span(List<Milestone> milestones, JourneyState state) {
    long latest =
        milestones.isEmpty() ? Long.MIN_VALUE : milestones.get(milestones.size() - 1).timestamp();
    long now =
        Math.max(
            latest, terms.time().now(room.timers().currentWatermark(), latest, state.getAsOf()));
    long settled = now < Long.MIN_VALUE + terms.restatedForMs() ? now : now - terms.restatedForMs();
    return new Span(settled, now);
  }

  private void tell(List<JourneyChange> changes, String profileId, Cause cause, Span span)
      throws Exception {
    if (changes.isEmpty()) {
      return;
    }
    nextRevision();
    for (JourneyChange change : changes) {
      JourneyFacts facts = change.after().map(JourneyCodec::facts).orElse(null);
      if (facts == null) {
        memory.takeBack(change.id());
      } else {
        memory.tell(change.id(), Told.of(change.after().get()));
      }
      room.revisions().inc();
      say(
          new JourneyRevision(
              change.id(),
              profileId,
              change.conversion(),
              revision,
              span.now(),
              cause.reason(),
              cause.identity(),
              facts));
    }
  }

  private void say(JourneyRevision word) throws Exception {
    if (room.checkpointed() && Journey.isToNone(word.getId(), word.getConversion())) {
      held.hold(word);
    } else {
      room.out().accept(word);
    }
  }

  private long nextRevision() {
    long clock = room.timers().currentProcessingTime();
    revision = Revision.after(revision, clock * REVISIONS_PER_MS);
    return revision;
  }

  private long nextForgetting(List<Milestone> milestones, Journeys.Standing standing, Span span) {
    long oldest =
        milestones.stream()
            .mapToLong(Milestone::timestamp)
            .filter(at -> at >= standing.needs())
            .findFirst()
            .orElse(Long.MAX_VALUE);
    if (oldest == Long.MAX_VALUE) {
      return oldest;
    }
    long lookback = inForce.definitions().settings().lookback().toMillis();
    return Math.max(oldest + lookback + terms.restatedForMs() + 1, span.now() + LOOK_AGAIN_MS);
  }

  private void wakeAt(long next, JourneyState state) {
    if (state.getWakeAt() == next) {
      return;
    }
    if (state.getWakeAt() < Long.MAX_VALUE) {
      room.timers().deleteEventTimeTimer(VoidNamespace.INSTANCE, state.getWakeAt());
    }
    if (next < Long.MAX_VALUE) {
      room.timers().registerEventTimeTimer(VoidNamespace.INSTANCE, next);
    }
    state.setWakeAt(next);
  }
}
