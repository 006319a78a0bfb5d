/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

/**
 * Time-decay for paths without times: each touch is one step older than the next, and the last has
 * no age.
 *
 * @param halfLife in steps
 */
public record StepDecay(double halfLife) implements Model {

  public StepDecay {
    if (!(halfLife > 0)) {
      throw new IllegalArgumentException("no half-life: " + halfLife);
    }
  }

  @Override
  public Contribution of(Counts counts) {
    Ledger ledger = new Ledger();
    counts.each(
        Cell.Place.class,
        (at, amount) -> ledger.give(at.channel(), share(at.place(), at.of()), amount));
    return Contribution.of(counts, ledger.credits());
  }

  /** In closed form: the weights of all touches are a geometric series. */
  double share(int place, int of) {
    double fading = -Math.log(2) / halfLife;
    return Math.exp(fading * (of - 1 - place)) * Math.expm1(fading) / Math.expm1(fading * of);
  }
}
