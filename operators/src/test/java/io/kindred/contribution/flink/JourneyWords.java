/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.ChannelCost;
import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyReason;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyTouch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Words of profiles on journeys, by hand and by chance. */
final class JourneyWords {

  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  /** A Thursday at noon. */
  static final long NOW = 1_796_299_200_000L;

  private JourneyWords() {}

  /** A profile tells of a conversion. */
  static JourneyRevision told(
      String id, String profile, long revision, long time, String... channels) {
    return word(id, profile, revision, facts(true, time, List.of(channels)));
  }

  /** A profile does not hold it any more. */
  static JourneyRevision gone(String id, String profile, long revision) {
    return word(id, profile, revision, null);
  }

  private static JourneyRevision word(
      String id, String profile, long revision, JourneyFacts facts) {
    return new JourneyRevision(
        id, profile, "purchase", revision, NOW, JourneyReason.MERGE, "ECID:" + profile, facts);
  }

  private static JourneyFacts facts(boolean converted, long time, List<String> channels) {
    List<JourneyTouch> touches = new ArrayList<>();
    for (String channel : channels) {
      long at = time - (channels.size() - touches.size()) * DAY;
      touches.add(new JourneyTouch(at, "t" + touches.size(), channel, "", 250_000L));
    }
    return new JourneyFacts(
        converted,
        time,
        touches,
        converted ? 19_990_000L : 0,
        converted ? "EUR" : "",
        channels.contains("direct") ? List.of("direct") : List.of(),
        channels.isEmpty() ? List.of() : List.of(new ChannelCost(channels.get(0), 250_000L)));
  }

  /**
   * What profiles say of some journeys that move among them and change: in the end, each is held by
   * one profile at most.
   */
  static List<JourneyRevision> some(Random random, int journeys) {
    List<JourneyRevision> words = new ArrayList<>();
    for (int i = 0; i < journeys; i++) {
      String id = "purchase/" + i;
      boolean converted = random.nextInt(4) > 0;
      long time = NOW - random.nextLong(110 * DAY);
      int moves = random.nextInt(4);
      for (int move = 0; move <= moves; move++) {
        String profile = "p" + random.nextInt(10) + "-" + move;
        long revision = 10L * move;
        words.add(word(id, profile, revision, facts(converted, time, channels(random))));
        if (random.nextBoolean()) {
          words.add(word(id, profile, revision + 1, facts(converted, time, channels(random))));
        }
        if (move < moves || random.nextInt(5) == 0) {
          words.add(gone(id, profile, revision + 2 + random.nextInt(20)));
        }
      }
    }
    return words;
  }

  private static List<String> channels(Random random) {
    List<String> channels = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      channels.add(List.of("mail", "search", "social", "direct").get(random.nextInt(4)));
    }
    return channels;
  }
}
