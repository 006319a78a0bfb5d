/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.segment.Reckoning.News;
import io.kindred.segment.Subject.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a profile that hears of its facts one by one stands after each as if all of them had been
 * looked at from the beginning, and misses no change that time makes. Method: random segments that
 * may ask about each other; events and attributes on time, late and of one moment; fragments that
 * join and leave; definitions that change; time that goes on, in several zones and where clocks are
 * put forward or back. After each step a case is compared with {@link Timeline#of}.
 */
class ReckoningOracleTest {

  private static final int BLOCKS = 16;
  private static final int SEEDS_IN_BLOCK = 100;
  private static final int STEPS = 14;
  private static final int LENGTH = 80;
  private static final long LONG = Duration.ofDays(2).toMillis();
  private static final long MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final long START = MIDNIGHT - LENGTH / 2;

  static LongStream blocks() {
    return LongStream.range(0, BLOCKS);
  }

  @ParameterizedTest(name = "hundred {0}")
  @MethodSource("blocks")
  void after_isWhatOfIs(long block) throws Exception {
    for (int i = 0; i < SEEDS_IN_BLOCK; i++) {
      play(block * SEEDS_IN_BLOCK + i);
    }
  }

  private static void play(long seed) throws Exception {
    Random random = new Random(seed);
    KeptProfile kept = new KeptProfile();
    SomeTime around = SomeTime.any(random);
    long start = around.moment() - LENGTH / 2;
    List<SegmentDefinition> definitions = definitions(random, around);
    kept.define(definitions);
    RandomPql facts = new RandomPql(random, List.of(), start);
    long now = start;
    kept.event(occurrence(random, 0, facts, now), now);
    for (int step = 1; step <= STEPS; step++) {
      now += random.nextInt(8);
      switch (random.nextInt(12)) {
        case 0 -> kept.after(News.NONE, now);
        case 1, 2 -> kept.entity(time(random, start, now), facts.entity(), now);
        case 3 -> {
          definitions = definitions(random, around);
          kept.define(definitions);
          kept.afresh(now);
        }
        case 4 -> {
          kept.replaceFacts(without(kept.facts(), random), now);
        }
        default -> kept.event(occurrence(random, step, facts, time(random, start, now)), now);
      }
      assertStandsAsWalked(kept, "seed %d, step %d: %s".formatted(seed, step, definitions));
    }
  }

  /** Now, and until it wants to be looked at again. */
  private static void assertStandsAsWalked(KeptProfile kept, String when) {
    Timeline.Standings shown = kept.shown();
    assertThat(shown.bySegment()).as(when).isEqualTo(walked(kept, kept.asOf()));
    assertThat(shown.nextChange()).as(when).isGreaterThan(kept.asOf());
    long until = Math.min(shown.nextChange() - 1, kept.asOf() + LONG);
    assertThat(shown.bySegment()).as("until %d, %s", until, when).isEqualTo(walked(kept, until));
  }

  private static Map<String, Timeline.Standing> walked(KeptProfile kept, long t) {
    return Timeline.of(kept.segments(), kept.facts(), t).bySegment();
  }

  /** Mostly now, sometimes late, seldom before everything. */
  private static long time(Random random, long start, long now) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> start + random.nextInt((int) (now - start) + 1);
      case 2 -> now - random.nextInt(3);
      default -> now;
    };
  }

  private static Occurrence occurrence(Random random, int number, RandomPql facts, long at) {
    String id = (random.nextBoolean() ? "a" : "z") + number;
    FakeSubject one = new FakeSubject().event(at, facts.event());
    return new Occurrence(at, id, one.events().get(0).document());
  }

  /** A fragment leaves, and another joins at once. */
  private static FakeSubject without(FakeSubject facts, Random random) {
    FakeSubject left = new FakeSubject();
    List<Occurrence> events = facts.events();
    left.event(events.get(random.nextInt(events.size())));
    events.stream()
        .filter(event -> !event.equals(left.events().get(0)) && random.nextBoolean())
        .forEach(left::event);
    return facts.copyAttributesTo(left);
  }

  private static List<SegmentDefinition> definitions(Random random, SomeTime around) {
    long start = around.moment() - LENGTH / 2;
    List<String> ids = new ArrayList<>();
    List<SegmentDefinition> definitions = new ArrayList<>();
    for (String id : List.of("s", "q", "r", "p")) {
      String pql = new RandomPql(random, ids, start).expression(2);
      definitions.add(around.segment(id, pql, random));
      ids.add(id);
    }
    return definitions;
  }

  static LongStream seeds() {
    return LongStream.range(0, 6);
  }

  /** Windows of hours over weeks, so that most of what happened is forgotten on the way. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void after_isWhatOfIsWhateverIsForgotten(long seed) throws Exception {
    Random random = new Random(seed);
    long hour = Duration.ofHours(1).toMillis();
    KeptProfile kept = new KeptProfile();
    kept.define(
        List.of(
            new SegmentDefinition(
                "sum",
                "sum",
                "xEvent[k = 'x' and timestamp occurs <= 3 hours before now].sum(v)>4"),
            new SegmentDefinition(
                "many", "many", "xEvent[k = 'y' and timestamp occurs < 90 minutes before now]"),
            new SegmentDefinition("today", "today", "xEvent[v = 2 and timestamp occurs today]"),
            new SegmentDefinition("both", "both", "inSegment('sum') and not inSegment('many')")));
    RandomPql facts = new RandomPql(random, List.of(), START);
    long now = START;
    kept.event(occurrence(random, 0, facts, now), now);
    for (int step = 1; step <= 300; step++) {
      now += random.nextInt((int) hour);
      long late = random.nextInt(8) == 0 ? random.nextInt((int) (4 * hour)) : 0;
      long at = Math.max(START, now - (random.nextInt(60) == 0 ? 20 * late : late));
      kept.event(occurrence(random, step, facts, at), now);
      if (step % 25 == 0) {
        assertStandsAsWalked(kept, "seed %d, step %d".formatted(seed, step));
      }
    }
    assertThat(kept.selected())
        .as("something was forgotten")
        .anyMatch(events -> events.getForgottenUntil() > Long.MIN_VALUE);
    assertThat(kept.loads()).as("all events were asked for").isLessThan(100);
  }
}
