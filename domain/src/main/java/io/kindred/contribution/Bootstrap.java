/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

/*
 * A replicate counts each journey as often as chance says: as a draw from the Poisson distribution
 * of mean 1, which is what drawing with replacement comes to where there are many. The draw is a
 * function of the profile and of the replicate, so that to take a journey away takes away what was
 * counted, and that all journeys of a person are drawn together, as they are not independent.
 * (Chamandy, Muralidharan, Najmi and Naidu, Estimating uncertainty for massive data streams, 2012.)
 */
/** How often a profile counts in a replicate. */
final class Bootstrap {

  /** Beyond, a double holds no more of the distribution. */
  private static final int DRAW_MAX = 18;

  private static final double[] UP_TO = upTo();

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Bootstrap() {}

  /** Of each of so many replicates. */
  static int[] weights(String profileId, int replicates) {
    long hash = hash(profileId);
    int[] weights = new int[replicates];
    for (int i = 0; i < replicates; i++) {
      weights[i] = draw(mixed(hash + GOLDEN * (i + 1)));
    }
    return weights;
  }

  private static int draw(long bits) {
    double uniform = (bits >>> 11) * 0x1.0p-53;
    int draw = 0;
    while (draw < DRAW_MAX && uniform >= UP_TO[draw]) {
      draw++;
    }
    return draw;
  }

  /** FNV-1a over the characters, as the hash of a string has only 32 bits. */
  private static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mixed(hash);
  }

  /** The finalizer of SplitMix64: each bit that comes in changes half of those that go out. */
  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static double[] upTo() {
    double[] upTo = new double[DRAW_MAX];
    double likely = Math.exp(-1);
    double sum = 0;
    for (int draw = 0; draw < DRAW_MAX; draw++) {
      sum += likely;
      upTo[draw] = sum;
      likely /= draw + 1;
    }
    return upTo;
  }
}
