/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyReason;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyTouch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Journeys as ProfileJob writes them, ascending by time over ten days: one of twenty converts, and
 * one of ten messages is a revision of a journey of late.
 */
public final class JourneyStream {

  private static final int CHANNELS = 13;
  private static final int TOUCHES_MAX = 6;
  private static final int LATE = 10_000;

  /** From one to the next: how fast their time runs decides how many hours a refresh looks at. */
  private static final long STEP_MS = 150;

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private final long seed;
  private final SplittableRandom random;
  private final long start;
  private long made;

  /**
   * @param end time of the last, milliseconds since the epoch
   * @param count of all
   */
  public JourneyStream(long seed, long end, long count) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.start = end - STEP_MS * count;
  }

  /** The next message. */
  public JourneyRevision next() {
    boolean revised = made > LATE && random.nextInt(10) == 0;
    long number = revised ? made - 1 - random.nextInt(LATE) : made;
    long now = start + STEP_MS * made;
    made++;
    // Of a number it is the same journey each time, but for the touches of a revision.
    SplittableRandom facts = new SplittableRandom(seed + number);
    return JourneyRevision.newBuilder()
        .setId("journey-" + number)
        .setProfileId("profile-" + facts.nextInt(1_000_000))
        .setConversion("purchase")
        .setRevision(revised ? made : 0)
        .setAsOf(now)
        .setReason(revised ? JourneyReason.MERGE : JourneyReason.EVENT)
        .setJourney(journey(facts, start + STEP_MS * number, revised ? 1 : 0))
        .build();
  }

  private static JourneyFacts journey(SplittableRandom facts, long time, int more) {
    boolean converted = facts.nextInt(20) == 0;
    List<JourneyTouch> touches = new ArrayList<>();
    int count = 1 + facts.nextInt(TOUCHES_MAX) + more;
    for (int i = 0; i < count; i++) {
      String channel = "channel-" + facts.nextInt(CHANNELS);
      touches.add(new JourneyTouch(time - (count - i) * HOUR_MS, "e" + i, channel, "", 0L));
    }
    return JourneyFacts.newBuilder()
        .setConverted(converted)
        .setTime(time)
        .setTouches(touches)
        .setValue(converted ? (10L + facts.nextInt(300)) * 1_000_000 : 0)
        .setCurrency("EUR")
        .setDirect(List.of())
        .setCosts(List.of())
        .build();
  }
}
