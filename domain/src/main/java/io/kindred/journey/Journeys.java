/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import io.kindred.segment.Subject.Occurrence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/*
 * For each kind of conversion, a touch is in the journeys of all conversions that follow it within
 * the lookback. A touch that no conversion follows so is in one journey at most that led to none:
 * together with the others like it, as long as they are no further apart than the timeout and no
 * conversion lies between. That journey is there from when the timeout has passed after its last
 * touch; if a conversion comes after all, within the lookback, it is gone again. Nothing of this
 * depends on the order in which events arrived, or on which of the person's devices they were.
 */
/** The journeys of a profile as a pure function of its events, definitions and a moment. */
public final class Journeys {

  /** So many touches before a conversion at most, the latest: a robot must not fill the state. */
  static final int TOUCHES_MAX = 200;

  /**
   * Journeys, and what they need.
   *
   * @param nextChange when there may be others without a new event; {@code Long.MAX_VALUE} if never
   * @param needs nothing before this time can change a journey that is asked for
   */
  public record Standing(SortedMap<String, Journey> byId, long nextChange, long needs) {

    public Standing {
      byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
    }
  }

  private final String profileId;
  private final JourneySettings settings;
  private final Span span;
  private final List<Touch> touches = new ArrayList<>();
  private final SortedMap<String, Journey> byId = new TreeMap<>();
  private long nextChange = Long.MAX_VALUE;
  private long needs;

  private Journeys(String profileId, JourneySettings settings, Span span) {
    this.profileId = profileId;
    this.settings = settings;
    this.span = span;
    // A touch may have been paid for by a conversion that is settled.
    this.needs = before(span.settled(), settings.lookback().toMillis());
  }

  /** All those of events that ascend by timestamp and id. */
  public static Standing of(
      String profileId, List<Occurrence> events, JourneyDefinitions definitions, long now) {
    List<Milestone> milestones =
        events.stream().flatMap(event -> definitions.milestone(event).stream()).toList();
    return of(profileId, milestones, definitions, Span.until(now));
  }

  /** Those of milestones that ascend, each once. */
  public static Standing of(
      String profileId, List<Milestone> milestones, JourneyDefinitions definitions, Span span) {
    Journeys journeys = new Journeys(profileId, definitions.settings(), span);
    List<Milestone> past =
        milestones.stream().filter(milestone -> milestone.timestamp() <= span.now()).toList();
    past.forEach(milestone -> milestone.touch().ifPresent(journeys.touches::add));
    for (String goal : definitions.goals()) {
      List<Conversion> reached =
          past.stream()
              .flatMap(milestone -> milestone.conversions().stream())
              .filter(conversion -> conversion.definition().equals(goal))
              .toList();
      journeys.assemble(goal, reached);
    }
    return new Standing(journeys.byId, journeys.nextChange, journeys.needs);
  }

  private static long before(long time, long by) {
    return time < Long.MIN_VALUE + by ? Long.MIN_VALUE : time - by;
  }

  private void assemble(String conversion, List<Conversion> reached) {
    boolean[] taken = new boolean[touches.size()];
    int from = 0;
    for (Conversion goal : reached) {
      long earliest = goal.timestamp() - settings.lookback().toMillis();
      while (from < taken.length && touches.get(from).timestamp() < earliest) {
        from++;
      }
      int until = from;
      List<Touch> fresh = new ArrayList<>();
      for (; until < taken.length && leads(touches.get(until), goal); until++) {
        if (!taken[until]) {
          fresh.add(touches.get(until));
        }
        taken[until] = true;
      }
      put(converted(conversion, goal, touches.subList(from, until), fresh));
    }
    giveUp(conversion, reached, taken);
  }

  private static boolean leads(Touch touch, Conversion goal) {
    return touch.isUpTo(goal.timestamp(), goal.eventId());
  }

  private Journey converted(
      String conversion, Conversion goal, List<Touch> led, List<Touch> fresh) {
    return new Journey(
        conversion + "/" + goal.timestamp() + "/" + goal.eventId(),
        profileId,
        conversion,
        true,
        goal.timestamp(),
        transformed(led),
        goal.value(),
        goal.currency(),
        direct(led),
        costs(fresh));
  }

  /** Touches that led nowhere: each run of them is a journey, once it is over. */
  private void giveUp(String conversion, List<Conversion> reached, boolean[] taken) {
    List<Touch> run = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        Touch touch = touches.get(i);
        if (!run.isEmpty() && isOver(run.get(run.size() - 1), touch, reached)) {
          end(conversion, run);
          run = new ArrayList<>();
        }
        run.add(touch);
      }
    }
    if (!run.isEmpty()) {
      end(conversion, run);
    }
  }

  private boolean isOver(Touch last, Touch next, List<Conversion> reached) {
    return next.timestamp() - last.timestamp() > settings.timeout().toMillis()
        || reached.stream().anyMatch(goal -> leads(last, goal) && !leads(next, goal));
  }

  private void end(String conversion, List<Touch> run) {
    Touch first = run.get(0);
    long over = run.get(run.size() - 1).timestamp() + settings.timeout().toMillis() + 1;
    if (over > span.now()) {
      nextChange = Math.min(nextChange, over);
    }
    if (over >= span.settled()) {
      // However long ago it began, what it began with is its name.
      needs = Math.min(needs, first.timestamp());
    }
    if (over > span.now()) {
      return;
    }
    put(
        new Journey(
            Journey.idToNone(conversion, first),
            profileId,
            conversion,
            false,
            over,
            transformed(run),
            0,
            ConversionDefinition.NO_CURRENCY,
            direct(run),
            costs(run)));
  }

  private void put(Journey journey) {
    if (journey.time() >= span.settled()) {
      byId.put(journey.id(), journey);
    }
  }

  private SortedSet<String> direct(List<Touch> of) {
    SortedSet<String> direct = new TreeSet<>();
    of.forEach(touch -> direct.add(touch.channel()));
    direct.retainAll(settings.direct());
    return direct;
  }

  private List<Touch> transformed(List<Touch> all) {
    List<Touch> latest = all.subList(Math.max(0, all.size() - TOUCHES_MAX), all.size());
    return settings.transform().of(latest);
  }

  private static SortedMap<String, Long> costs(List<Touch> fresh) {
    SortedMap<String, Long> costs = new TreeMap<>();
    for (Touch touch : fresh) {
      if (touch.cost() != 0) {
        costs.merge(touch.channel(), touch.cost(), Math::addExact);
      }
    }
    return costs;
  }
}
