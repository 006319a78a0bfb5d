/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

/**
 * What a model gives.
 *
 * @param value in the unit of the counts
 */
public record Credit(double conversions, double value) {

  public static final Credit NONE = new Credit(0, 0);

  static Credit of(Amount amount, double share) {
    return new Credit(amount.conversions() * share, amount.value() * share);
  }

  Credit plus(Credit other) {
    return new Credit(conversions + other.conversions, value + other.value);
  }
}
