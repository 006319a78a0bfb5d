/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

/**
 * What a cell of the counts holds. Whole numbers, so that to add and take away again leaves
 * nothing.
 *
 * @param conversions how many conversions
 * @param nulls how many journeys that ended without one
 * @param value of the conversions, in a small unit of the currency: millionths as a rule
 */
public record Amount(long conversions, long nulls, long value) {

  static final Amount ZERO = new Amount(0, 0, 0);

  Amount plus(Amount other) {
    return new Amount(
        Math.addExact(conversions, other.conversions),
        Math.addExact(nulls, other.nulls),
        Math.addExact(value, other.value));
  }

  Amount times(long factor) {
    return new Amount(
        Math.multiplyExact(conversions, factor),
        Math.multiplyExact(nulls, factor),
        Math.multiplyExact(value, factor));
  }

  boolean isZero() {
    return conversions == 0 && nulls == 0 && value == 0;
  }
}
