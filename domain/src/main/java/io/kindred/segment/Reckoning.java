/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Desk.Answer;
import io.kindred.segment.SegmentPlan.Need;
import io.kindred.segment.SegmentPlan.Rest;
import io.kindred.segment.SegmentPlan.Step;
import io.kindred.segment.SegmentStandings.Standing;
import io.kindred.segment.Subject.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/*
 * Membership is a function m(t) of facts and time, and a fact changes it from its own time on only.
 * So after news from a moment on, a segment that looks at them is evaluated at now, and from there
 * backwards through the intervals that evaluations come with (Timeline says why these do not
 * depend on where one begins), until it was different, or until the moment before the news, of
 * which the standing tells. Most often that is one evaluation.
 *
 * A segment must be evaluated if an event belongs to one of its selections, an attribute it looks
 * at is another, its own time has come, or a segment it asks about was evaluated with another
 * result. The others stand, and so does the interval in which they do. So do those that one event
 * more can only make true, where they are, and those that need more events than there are, where
 * they are not: until the moment for which they were told to be looked at again, which may now be
 * too early, and is never too late. Where news are of the past,
 * what a segment was in between may be different even if it now stands as it did, so whoever asks
 * about it is evaluated, too.
 *
 * A segment asks about others at the same moment. If that moment lies in what the standing of the
 * other covers, this is the answer; otherwise the other is evaluated then and there.
 */
/**
 * Works out where a profile stands with its segments after a change, looking at nothing that the
 * change cannot have changed. Equals {@link Timeline#of} on all facts, but that it may ask to be
 * asked again sooner.
 */
public final class Reckoning {

  private final SegmentPlan plan;
  private final Recall recall;
  private final Facts facts;
  private final Known known;
  private final Desk desk;
  private final List<Interpreter> interpreters = new ArrayList<>();
  private final CommonValues common;
  private int depth;

  private Reckoning(
      SegmentPlan plan, SegmentMemory memory, LongFunction<Subject.At> attributes, Known known) {
    this.plan = plan;
    this.desk = plan.desk().cleared();
    this.recall = new Recall(plan, memory, desk.lists());
    this.facts = new Facts(attributes, recall);
    this.common = new CommonValues(plan.common(), desk.common());
    this.known = known;
  }

  /**
   * What is known before.
   *
   * @param standings as of {@code asOf}
   * @param earliest time of the first fact
   * @param now for which the answer is wanted: no fact is later
   */
  public record Known(SegmentStandings standings, long asOf, long earliest, long now) {}

  /**
   * What is new.
   *
   * @param events ascending by time and id, and known to be new
   * @param attributes names of fields at the root of the profile that have changed
   * @param attributesFrom the moment from which on they have
   */
  public record News(List<Occurrence> events, Set<String> attributes, long attributesFrom) {

    /** Only that time goes on. */
    public static final News NONE = new News(List.of(), Set.of(), Long.MAX_VALUE);
  }

  /**
   * From scratch, for a profile that has facts. What was remembered must have been cleared.
   *
   * @param attributes names of fields at the root of the profile that ever had a value
   */
  public static SegmentStandings afresh(
      SegmentPlan plan, Subject subject, Set<String> attributes, Into into) {
    long earliest = subject.earliest();
    if (earliest > into.now()) {
      return SegmentStandings.NONE;
    }
    Reckoning reckoning =
        new Reckoning(
            plan,
            into.memory(),
            subject::attributes,
            new Known(SegmentStandings.NONE, Long.MAX_VALUE, earliest, into.now()));
    reckoning.rest();
    reckoning.recall.addAll(subject.events()).stream()
        .forEach(selection -> reckoning.changed(selection, earliest));
    plan.readers(attributes).stream().forEach(place -> reckoning.changeAt(place, earliest));
    return SegmentStandings.NONE.with(reckoning.settled());
  }

  /** Where what is found out has to be kept, and the moment for which it is wanted. */
  public record Into(SegmentMemory memory, long now) {}

  /**
   * After a change, which must not be earlier than {@code known.earliest()}.
   *
   * @return where it stands otherwise than before, by number
   */
  public static SortedMap<Integer, Standing> after(
      News news, SegmentPlan plan, SegmentMemory memory, Known known) {
    Reckoning reckoning = new Reckoning(plan, memory, memory::attributes, known);
    for (Occurrence event : news.events()) {
      reckoning.recall.add(event).stream()
          .forEach(selection -> reckoning.changed(selection, event.timestamp()));
    }
    plan.readers(news.attributes()).stream()
        .forEach(place -> reckoning.changeAt(place, news.attributesFrom()));
    known
        .standings()
        .eachDue(known.now(), (number, at) -> reckoning.changeAt(plan.placeOf(number), at));
    return reckoning.settled();
  }

  /** Where a profile stands with whatever looks at nothing it has. */
  private void rest() {
    for (int place = 0; place < plan.steps().size(); place++) {
      Step step = plan.steps().get(place);
      if (step.rest() == Rest.IN) {
        desk.turned().put(place, new Standing(true, known.earliest(), Long.MAX_VALUE));
      } else if (step.rest() == Rest.MOVING) {
        changeAt(place, known.earliest());
      }
    }
  }

  private void changed(int selection, long from) {
    for (int place : plan.selected(selection).segments()) {
      if (!stands(place, from)) {
        changeAt(place, from);
      }
    }
  }

  /** Whether more events leave it as it is. */
  private boolean stands(int place, long from) {
    Step step = plan.steps().get(place);
    boolean afresh = known.asOf() == Long.MAX_VALUE;
    if (from <= known.asOf() && !afresh) {
      return false;
    }
    if (isMember(place)) {
      return step.grows() && !afresh;
    }
    for (Need need : step.needs()) {
      if (recall.size(need.selection()) < need.least()) {
        return true;
      }
    }
    return false;
  }

  private void changeAt(int place, long from) {
    desk.agenda().add(place, from);
  }

  /** In the order of their places, so each after those it asks about. */
  private SortedMap<Integer, Standing> settled() {
    Agenda agenda = desk.agenda();
    for (int place = agenda.take(); place >= 0; place = agenda.take()) {
      long from = agenda.from(place);
      Standing before = standing(place);
      Standing after = settle(place, from, before);
      if (!after.equals(before)) {
        desk.turned().put(place, after);
      }
      if (from <= known.asOf() || isNewsToDependents(before, after)) {
        for (int dependent : plan.steps().get(place).dependents()) {
          changeAt(dependent, from);
        }
      }
    }
    recall.keep(known.now());
    SortedMap<Integer, Standing> turned = new TreeMap<>();
    for (int place : desk.turned().places()) {
      turned.put(plan.steps().get(place).number(), standing(place));
    }
    return turned;
  }

  /** Who asks about it may have been told to look again before it changes, and then will. */
  private static boolean isNewsToDependents(Standing before, Standing after) {
    return after.member() != before.member()
        || after.since() != before.since()
        || after.nextChange() < before.nextChange();
  }

  /** Goes back from now until it was different. */
  private Standing settle(int place, long changedFrom, Standing before) {
    Answer now = at(place, known.now());
    boolean told = changedFrom > known.earliest() && before.since() < changedFrom;
    long from = now.from();
    while (from > known.earliest() && !(told && from <= changedFrom)) {
      Answer earlier = at(place, from - 1);
      if (earlier.member() != now.member()) {
        return standing(now, from);
      }
      from = earlier.from();
    }
    if (!told) {
      return standing(now, now.member() ? known.earliest() : SegmentStandings.NEVER);
    }
    boolean same = before.member() == now.member();
    return standing(now, same ? before.since() : changedFrom);
  }

  private static Standing standing(Answer now, long since) {
    long next = now.until() == Long.MAX_VALUE ? now.until() : now.until() + 1;
    return new Standing(now.member(), since, next);
  }

  private boolean isMember(int place) {
    Standing found = desk.turned().get(place);
    return found == null
        ? known.standings().isMember(plan.steps().get(place).number())
        : found.member();
  }

  private Standing standing(int place) {
    Standing found = desk.turned().get(place);
    return found == null ? known.standings().get(plan.steps().get(place).number()) : found;
  }

  private Answer at(int place, long t) {
    int like = plan.steps().get(place).like();
    Answer last = desk.answers().get(like);
    if (last != null && last.covers(t)) {
      return last;
    }
    Clock clock = new Clock(t);
    if (depth == interpreters.size()) {
      interpreters.add(new Interpreter(facts, this::isMember, plan.slots(), common));
    }
    Interpreter interpreter = interpreters.get(depth++);
    boolean member = interpreter.holds(plan.steps().get(like).condition(), clock);
    depth--;
    Answer answer = new Answer(member, clock.from(), clock.until());
    desk.answers().put(like, answer);
    return answer;
  }

  private boolean isMember(String segment, Clock clock) {
    int place = plan.place(segment);
    Standing standing = standing(place);
    long since = Math.max(standing.since(), known.earliest());
    if (clock.now() >= since) {
      long next = standing.nextChange();
      clock.within(since, next == Long.MAX_VALUE ? next : next - 1);
      return standing.member();
    }
    Answer answer = at(place, clock.now());
    clock.within(answer.from(), answer.until());
    return answer.member();
  }
}
