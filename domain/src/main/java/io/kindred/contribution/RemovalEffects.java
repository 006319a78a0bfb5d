/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For each channel the part of all conversions, and of their value, that would be lost if whoever
 * comes to it went nowhere.
 */
public record RemovalEffects(SortedMap<String, Effect> byChannel) {

  /** Up to here the inverse of a full matrix is the fastest; it costs the cube of the states. */
  private static final int DIRECT_STATES_MAX = 500;

  /** From 0 to 1, the value too if no conversion has a negative one. */
  public record Effect(double conversions, double value) {

    static final Effect NONE = new Effect(0, 0);

    Effect plus(Effect other) {
      return new Effect(conversions + other.conversions, value + other.value);
    }
  }

  public RemovalEffects {
    byChannel = Collections.unmodifiableSortedMap(new TreeMap<>(byChannel));
  }

  public static RemovalEffects of(Counts counts, int order, boolean nulls) {
    MarkovChain chain = MarkovChain.of(counts, order, nulls);
    return new RemovalEffects(
        chain.size() <= DIRECT_STATES_MAX
            ? new Factorisation(chain).effects()
            : new Sweeps(chain).effects());
  }

  public Effect of(String channel) {
    return byChannel.getOrDefault(channel, Effect.NONE);
  }

  Effect sum() {
    return byChannel.values().stream().reduce(Effect.NONE, Effect::plus);
  }

  /** What is lost, as a part of what there is. */
  static Effect part(double conversions, double value, double ofConversions, double ofValue) {
    return new Effect(
        ofConversions == 0 ? 0 : conversions / ofConversions, ofValue == 0 ? 0 : value / ofValue);
  }
}
