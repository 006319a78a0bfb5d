/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Map;
import java.util.TreeMap;

/**
 * Shares conversions, and their value, by {@link RemovalEffects}.
 *
 * @param order how many touches back a state looks
 * @param nulls whether journeys without a conversion count
 */
public record MarkovModel(int order, boolean nulls) implements Model {

  public MarkovModel {
    if (order < 1) {
      throw new IllegalArgumentException("order below 1: " + order);
    }
  }

  @Override
  public Contribution of(Counts counts) {
    return of(counts, RemovalEffects.of(counts, order, nulls));
  }

  static Contribution of(Counts counts, RemovalEffects effects) {
    Amount touched = counts.at(new Cell.All()).plus(counts.at(new Cell.Untouched()).times(-1));
    RemovalEffects.Effect sum = effects.sum();
    Map<String, Credit> credits = new TreeMap<>();
    effects
        .byChannel()
        .forEach(
            (channel, effect) ->
                credits.put(
                    channel,
                    new Credit(
                        part(effect.conversions(), sum.conversions(), touched.conversions()),
                        part(effect.value(), sum.value(), touched.value()))));
    Contribution contribution = Contribution.of(counts, credits);
    return new Contribution(
        contribution.byChannel(), contribution.unattributed().plus(left(sum, touched)));
  }

  private static double part(double effect, double sum, long of) {
    return sum > 0 ? effect / sum * of : 0;
  }

  /** Where no removal has an effect, nobody can be given the credit. */
  private static Credit left(RemovalEffects.Effect sum, Amount touched) {
    return new Credit(
        sum.conversions() > 0 ? 0 : touched.conversions(), sum.value() > 0 ? 0 : touched.value());
  }
}
