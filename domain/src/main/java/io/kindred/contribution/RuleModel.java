/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

/** Models that give each touch its share by a rule, whatever the other journeys are. */
public enum RuleModel implements Model {
  FIRST,
  LAST,
  LAST_NON_DIRECT,
  LINEAR,

  /** 40 % to the first, 40 % to the last, 20 % among those between; of two, half each. */
  POSITION,

  /** Decayed by the time to the conversion. Of paths without times, nothing. */
  TIME_DECAY;

  private static final double END_SHARE = 0.4;

  @Override
  public Contribution of(Counts counts) {
    Ledger ledger = new Ledger();
    switch (this) {
      case LAST_NON_DIRECT ->
          counts.each(
              Cell.LastNonDirect.class, (last, amount) -> ledger.give(last.channel(), 1, amount));
      case TIME_DECAY ->
          counts.each(
              Cell.Decayed.class, (decayed, amount) -> ledger.give(decayed.channel(), 1, amount));
      default ->
          counts.each(
              Cell.Place.class,
              (at, amount) -> ledger.give(at.channel(), share(at.place(), at.of()), amount));
    }
    Contribution contribution = Contribution.of(counts, ledger.credits());
    return this == TIME_DECAY ? contribution.conversionsDividedBy(Decay.PARTS) : contribution;
  }

  /** The share of the touch at a place, from 0, of so many. */
  double share(int place, int of) {
    return switch (this) {
      case FIRST -> place == 0 ? 1 : 0;
      case LINEAR -> 1.0 / of;
      case POSITION -> positionShare(place, of);
      default -> place == of - 1 ? 1 : 0;
    };
  }

  private static double positionShare(int place, int of) {
    if (of <= 2) {
      return 1.0 / of;
    }
    return place == 0 || place == of - 1 ? END_SHARE : (1 - 2 * END_SHARE) / (of - 2);
  }
}
