/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

/** Games among few channels, as arrays over all sets of them; a set is the bits of its index. */
final class CoalitionGame {

  private CoalitionGame() {}

  /** From what is so of exactly a set, what is so within it: the sum over its subsets. */
  static double[] withinEach(double[] exactly) {
    double[] within = exactly.clone();
    for (int bit = 1; bit < within.length; bit <<= 1) {
      for (int set = 0; set < within.length; set++) {
        if ((set & bit) != 0) {
          within[set] += within[set ^ bit];
        }
      }
    }
    return within;
  }

  /** The Shapley value of each channel: what it adds, on average over all orders of joining. */
  static double[] shapley(double[] worth) {
    int channels = Integer.numberOfTrailingZeros(worth.length);
    double[] weights = weights(channels);
    double[] values = new double[channels];
    for (int set = 1; set < worth.length; set++) {
      double weight = weights[Integer.bitCount(set) - 1];
      for (int channel = 0; channel < channels; channel++) {
        if ((set >> channel & 1) != 0) {
          values[channel] += weight * (worth[set] - worth[set ^ 1 << channel]);
        }
      }
    }
    return values;
  }

  /** How likely exactly a given set of each size came before a channel. */
  private static double[] weights(int channels) {
    double[] weights = new double[channels];
    double weight = channels == 0 ? 0 : 1.0 / channels;
    for (int before = 0; before < channels; before++) {
      weights[before] = weight;
      weight *= (before + 1.0) / (channels - before - 1);
    }
    return weights;
  }
}
