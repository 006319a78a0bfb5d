/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import io.kindred.contribution.Amount;
import io.kindred.contribution.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * People whose reasons are known. Each meets one channel after the other, and each touch may win
 * her: it is then the cause of what she buys. Before she buys she may look for the brand and come
 * directly, which causes nothing. Some would buy whatever they meet.
 */
public final class KnownReasons {

  public static final String DIRECT = "direct";
  public static final String NO_CHANNEL = "";

  private static final String BRAND = "brand search";
  private static final List<String> CHANNELS =
      List.of("video", "display", "social", "generic search", "affiliate", "mail");

  /** Who is met first; then, how likely a touch of each wins. */
  private static final double[] FIRST = {0.30, 0.30, 0.20, 0.12, 0.05, 0.03};

  private static final double[] WINS = {0.020, 0.008, 0.030, 0.090, 0.050, 0.070};

  /** Who is met after whom. */
  private static final double[][] NEXT = {
    {0.20, 0.35, 0.20, 0.15, 0.05, 0.05},
    {0.10, 0.40, 0.20, 0.15, 0.10, 0.05},
    {0.10, 0.15, 0.35, 0.20, 0.10, 0.10},
    {0.03, 0.15, 0.07, 0.35, 0.30, 0.10},
    {0.03, 0.17, 0.05, 0.20, 0.25, 0.30},
    {0.05, 0.10, 0.15, 0.15, 0.15, 0.40}
  };

  private static final double GOES_ON = 0.65;
  private static final long DAY = 86_400_000;

  /**
   * What kind of people.
   *
   * @param closing how likely each step on the way from being won to buying is
   * @param anyway how many would buy whatever they meet
   */
  public record Kind(String name, double closing, double anyway) {}

  private final Kind kind;
  private final Random random;
  private final Map<String, Long> causes = new TreeMap<>();

  public KnownReasons(Kind kind, long seed) {
    this.kind = kind;
    this.random = new Random(seed);
  }

  /** How many conversions each channel caused so far; {@link #NO_CHANNEL} those of nobody. */
  public Map<String, Long> causes() {
    return causes;
  }

  /** What the next of them met, and whether she bought. */
  public Path next() {
    List<String> touched = new ArrayList<>();
    boolean anyway = random.nextDouble() < kind.anyway();
    if (anyway && random.nextInt(3) == 0) {
      return bought(touched, NO_CHANNEL);
    }
    int channel = pick(FIRST);
    touched.add(CHANNELS.get(channel));
    while (anyway || random.nextDouble() >= WINS[channel]) {
      if (random.nextDouble() >= GOES_ON) {
        return anyway ? bought(touched, NO_CHANNEL) : path(touched, new Amount(0, 1, 0));
      }
      channel = pick(NEXT[channel]);
      touched.add(CHANNELS.get(channel));
    }
    return bought(touched, CHANNELS.get(channel));
  }

  private Path bought(List<String> touched, String cause) {
    causes.merge(cause, 1L, Long::sum);
    if (random.nextDouble() < kind.closing()) {
      touched.add(BRAND);
    }
    if (random.nextDouble() < kind.closing()) {
      touched.add(DIRECT);
    }
    return path(touched, new Amount(1, 0, 1_000_000));
  }

  /** Two days from touch to touch, on average. */
  private Path path(List<String> touched, Amount amount) {
    List<Long> ages = new ArrayList<>();
    long age = 0;
    for (int i = 0; i < touched.size(); i++) {
      age += Math.round(-Math.log(1 - random.nextDouble()) * 2 * DAY);
      ages.add(age);
    }
    Collections.reverse(ages);
    return new Path(touched, ages, amount);
  }

  private int pick(double[] likely) {
    double at = random.nextDouble();
    int picked = 0;
    while (picked < likely.length - 1 && at >= likely[picked]) {
      at -= likely[picked];
      picked++;
    }
    return picked;
  }
}
