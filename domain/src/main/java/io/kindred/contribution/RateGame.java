/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/*
 * The worth of a set of channels is the part of the journeys within it that convert: a question of
 * what helps, where the other game asks who was there. Its trouble is that most sets are rare, and
 * the rate of a rare set is chance. So a set with fewer journeys than the support is worth what the
 * best of the sets in it is. People whom nothing touched are the empty set: the part of them that
 * converts would have come anyway, and is left unattributed of all. But that is known only where
 * those are counted who were not touched and did not convert, as in a holdout; else the empty set
 * is worth nothing.
 */
/**
 * The Shapley value of conversion rates.
 *
 * @param support how many journeys a set must have to have a rate of its own
 */
public record RateGame(long support) implements Model {

  /** A set of channels is a bit each, and all sets are looked at. */
  public static final int CHANNELS_MAX = 16;

  /** Below it a rate tells nothing. */
  public static final long SUPPORT_MIN = 100;

  public RateGame {
    if (support < SUPPORT_MIN) {
      throw new IllegalArgumentException("support below " + SUPPORT_MIN + ": " + support);
    }
  }

  /** Of counts with coalitions, and of no more than {@link #CHANNELS_MAX} channels. */
  @Override
  public Contribution of(Counts counts) {
    List<String> channels = channels(counts);
    double[] worth = worth(counts, channels);
    double[] values = CoalitionGame.shapley(worth);
    double gained = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
      gained += values[i];
    }
    Amount shared = sharedOut(counts);
    double anyway = worth[worth.length - 1] > 0 ? worth[0] / worth[worth.length - 1] : 1;
    double caused = gained > 0 ? 1 - Math.min(1, anyway) : 0;
    Map<String, Credit> credits = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      credits.put(channels.get(i), Credit.of(shared, gained > 0 ? caused * values[i] / gained : 0));
    }
    Amount rest = counts.at(new Cell.All()).plus(shared.times(-1));
    return new Contribution(
        new TreeMap<>(credits), Credit.of(rest, 1).plus(Credit.of(shared, 1 - caused)));
  }

  private static boolean hasHoldout(Counts counts) {
    return counts.at(new Cell.Untouched()).nulls() > 0;
  }

  private static Amount sharedOut(Counts counts) {
    Amount all = counts.at(new Cell.All());
    return hasHoldout(counts) ? all : all.plus(counts.at(new Cell.Untouched()).times(-1));
  }

  private static List<String> channels(Counts counts) {
    TreeSet<String> channels = new TreeSet<>();
    counts.each(Cell.Coalition.class, (set, amount) -> channels.addAll(set.channels()));
    if (channels.size() > CHANNELS_MAX) {
      throw new IllegalArgumentException(
          channels.size() + " channels; keep the top " + CHANNELS_MAX + " at most");
    }
    return new ArrayList<>(channels);
  }

  private double[] worth(Counts counts, List<String> channels) {
    double[] conversions = new double[1 << channels.size()];
    double[] journeys = new double[conversions.length];
    if (hasHoldout(counts)) {
      put(conversions, journeys, 0, counts.at(new Cell.Untouched()));
    }
    counts.each(
        Cell.Coalition.class,
        (set, amount) ->
            put(
                conversions,
                journeys,
                set.channels().stream().mapToInt(c -> 1 << channels.indexOf(c)).sum(),
                amount));
    return supported(
        CoalitionGame.withinEach(conversions), CoalitionGame.withinEach(journeys), channels.size());
  }

  private static void put(double[] conversions, double[] journeys, int set, Amount amount) {
    conversions[set] += amount.conversions();
    journeys[set] += (double) amount.conversions() + amount.nulls();
  }

  private double[] supported(double[] conversions, double[] journeys, int channels) {
    double[] worth = new double[conversions.length];
    for (int set = 0; set < worth.length; set++) {
      if (journeys[set] >= support) {
        worth[set] = conversions[set] / journeys[set];
      } else {
        for (int channel = 0; channel < channels; channel++) {
          if ((set >> channel & 1) != 0) {
            worth[set] = Math.max(worth[set], worth[set ^ 1 << channel]);
          }
        }
      }
    }
    return worth;
  }
}
