/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.segment.Timeline.Standing;
import io.kindred.segment.Timeline.Standings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For random segments and facts, three ways to the same standings: walking by intervals, walking on
 * from an earlier moment at which later facts were not known, and evaluating at every millisecond
 * on nothing but the facts up to it. The time is 80 milliseconds around a moment at which in a zone
 * a day, a week or a month ends, or clocks are put forward or back.
 */
class TimelineOracleTest {

  private static final int SEEDS = 400;
  private static final int LENGTH = 80;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  /** Random segments that may ask about those before them, and random facts. */
  private record Case(SegmentSet segments, FakeSubject subject, long start, String pql) {

    static Case of(Random random) throws Exception {
      SomeTime time = SomeTime.any(random);
      long start = time.moment() - LENGTH / 2;
      List<String> ids = new ArrayList<>();
      List<SegmentDefinition> definitions = new ArrayList<>();
      for (String id : List.of("p", "q", "r", "s")) {
        String pql = new RandomPql(random, ids, start).expression(3);
        definitions.add(time.segment(id, pql, random));
        ids.add(id);
      }
      RandomPql facts = new RandomPql(random, ids, start);
      FakeSubject subject = new FakeSubject();
      for (int i = random.nextInt(4); i > 0; i--) {
        subject.entity(start + random.nextInt(LENGTH), facts.entity());
      }
      for (int i = random.nextInt(8); i > 0; i--) {
        subject.event(start + random.nextInt(LENGTH), facts.event());
      }
      return new Case(SegmentSet.of(definitions), subject, start, definitions.toString());
    }
  }

  /** Memberships at one moment, evaluated on the facts up to it. */
  private static Map<String, Boolean> naive(Case c, long t) {
    Map<String, History> at = new HashMap<>();
    Interpreter interpreter =
        new Interpreter(new Facts(c.subject().upTo(t)), at, c.segments().slots());
    c.segments()
        .inOrder()
        .forEach(
            (id, condition) ->
                at.put(id, new History(t, interpreter.holds(condition, new Clock(t)))));
    Map<String, Boolean> members = new TreeMap<>();
    at.forEach((id, history) -> members.put(id, history.member()));
    return members;
  }

  private static List<Map<String, Boolean>> everyMillisecond(Case c) {
    return LongStream.range(c.start(), c.start() + LENGTH).mapToObj(t -> naive(c, t)).toList();
  }

  private static SortedMap<String, Standing> standings(
      Case c, List<Map<String, Boolean>> members, long now) {
    SortedMap<String, Standing> standings = new TreeMap<>();
    for (long t = Math.max(c.subject().earliest(), c.start()); t <= now; t++) {
      long at = t;
      members
          .get((int) (t - c.start()))
          .forEach(
              (id, member) -> {
                Standing before = standings.get(id);
                if (member != (before != null && before.member())) {
                  standings.put(id, new Standing(member, at));
                }
              });
    }
    return standings;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_isWhatEveryMillisecondSays(long seed) throws Exception {
    Random random = new Random(seed);
    Case c = Case.of(random);
    List<Map<String, Boolean>> members = everyMillisecond(c);

    for (int i = 0; i < 5; i++) {
      long now = c.start() + random.nextInt(LENGTH);
      Standings standings = Timeline.of(c.segments(), c.subject(), now);

      assertThat(standings.bySegment()).as(c.pql()).isEqualTo(standings(c, members, now));
      if (c.subject().earliest() <= now) {
        long quiet = Math.min(standings.nextChange(), c.start() + LENGTH);
        assertThat(members.subList((int) (now - c.start()), (int) (quiet - c.start())))
            .as("until the next change of " + c.pql())
            .containsOnly(members.get((int) (now - c.start())));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void advance_isWhatOfIs(long seed) throws Exception {
    Random random = new Random(seed);
    Case c = Case.of(random);
    long now = c.start() - 1;
    Standings standings = Timeline.of(c.segments(), c.subject().upTo(now), now);

    while (now < c.start() + LENGTH) {
      now += random.nextInt(12);
      boolean farsighted = random.nextInt(5) == 0;
      Subject known = farsighted ? c.subject() : c.subject().upTo(now);
      standings = Timeline.advance(c.segments(), known, standings, now);

      assertThat(standings).as(c.pql()).isEqualTo(Timeline.of(c.segments(), known, now));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void advance_byNextChangeMissesNothing(long seed) throws Exception {
    Case c = Case.of(new Random(seed));
    Standings standings = Timeline.of(c.segments(), c.subject(), c.start());

    while (standings.nextChange() < c.start() + LENGTH) {
      long next = standings.nextChange();
      assertThat(next).isGreaterThan(standings.asOf());
      standings = Timeline.advance(c.segments(), c.subject(), standings, next);
    }

    assertThat(Timeline.advance(c.segments(), c.subject(), standings, c.start() + LENGTH - 1))
        .as(c.pql())
        .isEqualTo(Timeline.of(c.segments(), c.subject(), c.start() + LENGTH - 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void clock_boundsWhatStaysSo(long seed) throws Exception {
    Random random = new Random(seed);
    Case c = Case.of(random);
    List<Map<String, Boolean>> members = everyMillisecond(c);

    for (long t = c.start(); t < c.start() + LENGTH; t++) {
      Expression condition = Objects.requireNonNull(c.segments().inOrder().get("p"));
      Clock clock = new Clock(t);
      Interpreter interpreter =
          new Interpreter(new Facts(c.subject()), Map.of(), c.segments().slots());
      boolean member = interpreter.holds(condition, clock);

      assertThat(clock.from()).isLessThanOrEqualTo(t);
      assertThat(clock.until()).isGreaterThanOrEqualTo(t);
      for (long u = Math.max(clock.from(), c.start());
          u <= Math.min(clock.until(), c.start() + LENGTH - 1);
          u++) {
        assertThat(members.get((int) (u - c.start())).get("p")).as(c.pql()).isEqualTo(member);
      }
    }
  }
}
