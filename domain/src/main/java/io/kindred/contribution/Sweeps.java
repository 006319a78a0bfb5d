/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import io.kindred.contribution.RemovalEffects.Effect;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * A chain of a high order has thousands of states, of which each leads to few: a full matrix would
 * be mostly zeros and cost the cube. Here the same equations, x = Q x + r, are solved by sweeps of
 * Gauss and Seidel. Q is not negative and all come to an end, so that a start from below only rises
 * and one from above only falls. Both are swept until they meet: the solution lies between, and how
 * far the result can be wrong is known and not guessed.
 */
/** The removal effects of all channels where states are many. */
final class Sweeps {

  /** Of what is computed; a little above what rounding leaves of two ways to the same sum. */
  private static final double GAP_MAX = 1e-13;

  /** Of what it may be at most. */
  private static final double NEGLIGIBLE = 1e-20;

  /** Where paths are so long that they do not meet by then, the middle is taken. */
  private static final int SWEEPS_MAX = 20_000;

  private final MarkovChain chain;
  private final int[][] to;
  private final double[][] likely;
  private final double[] conversion;
  private final double[] value;
  private final double lowest;
  private final double highest;

  Sweeps(MarkovChain chain) {
    this.chain = chain;
    to = new int[chain.size()][];
    likely = new double[chain.size()][];
    for (int i = 0; i < chain.size(); i++) {
      to[i] = chain.next(i).keySet().stream().mapToInt(Integer::intValue).toArray();
      likely[i] = chain.next(i).values().stream().mapToDouble(Double::doubleValue).toArray();
    }
    double[] next = chain.conversion();
    double[] worth = chain.value();
    boolean[] none = new boolean[next.length];
    conversion = solve(next, none, new double[next.length], filled(next.length, 1));
    lowest = bound(next, worth, -1);
    highest = bound(next, worth, 1);
    value = solve(worth, none, times(conversion, lowest), times(conversion, highest));
  }

  SortedMap<String, Effect> effects() {
    SortedMap<String, Effect> effects = new TreeMap<>();
    chain.statesOf().forEach((channel, states) -> effects.put(channel, effect(states)));
    return effects;
  }

  private Effect effect(int[] states) {
    boolean[] holds = new boolean[to.length];
    for (int state : states) {
      holds[state] = true;
    }
    double[] nothing = new double[to.length];
    double[] low = kept(conversion, holds, nothing);
    double[] high = kept(conversion, holds, conversion);
    double conversions = solve(nothing, holds, low, high)[MarkovChain.START];
    double[] least = kept(value, holds, times(conversion, lowest));
    double[] most = kept(value, holds, times(conversion, highest));
    double worth = solve(nothing, holds, least, most)[MarkovChain.START];
    int s = MarkovChain.START;
    return RemovalEffects.part(conversions, worth, conversion[s], value[s]);
  }

  /** Solves x = Q x + r from both sides; what is fixed stays as it is in them. */
  private double[] solve(double[] r, boolean[] fixed, double[] low, double[] high) {
    double negligible = NEGLIGIBLE * Math.max(largest(low), largest(high));
    for (int sweep = 0; sweep < SWEEPS_MAX && apart(low, high, negligible); sweep++) {
      for (int step = 0; step < to.length; step++) {
        // Back and forth, as what is passed on may run either way.
        int i = sweep % 2 == 0 ? to.length - 1 - step : step;
        if (!fixed[i]) {
          low[i] = r[i] + passedOn(i, low);
          high[i] = r[i] + passedOn(i, high);
        }
      }
    }
    return middle(low, high);
  }

  private double passedOn(int i, double[] x) {
    double sum = 0;
    for (int k = 0; k < to[i].length; k++) {
      sum += likely[i][k] * x[to[i][k]];
    }
    return sum;
  }

  private static boolean apart(double[] low, double[] high, double negligible) {
    for (int i = 0; i < low.length; i++) {
      double near = GAP_MAX * Math.max(Math.abs(low[i]), Math.abs(high[i]));
      if (high[i] - low[i] > Math.max(near, negligible)) {
        return true;
      }
    }
    return false;
  }

  private static double largest(double[] of) {
    return Arrays.stream(of).map(Math::abs).max().orElse(0);
  }

  private static double[] middle(double[] low, double[] high) {
    double[] middle = new double[low.length];
    Arrays.setAll(middle, i -> (low[i] + high[i]) / 2);
    return middle;
  }

  /** The value of a conversion that no state's goes beyond. */
  private static double bound(double[] conversion, double[] value, int sign) {
    double bound = 0;
    for (int i = 0; i < value.length; i++) {
      bound = conversion[i] == 0 ? bound : Math.max(bound, sign * value[i] / conversion[i]);
    }
    return sign * bound;
  }

  private static double[] kept(double[] of, boolean[] where, double[] otherwise) {
    double[] kept = new double[of.length];
    Arrays.setAll(kept, i -> where[i] ? of[i] : otherwise[i]);
    return kept;
  }

  private static double[] times(double[] of, double factor) {
    return Arrays.stream(of).map(x -> x * factor).toArray();
  }

  private static double[] filled(int length, double with) {
    double[] filled = new double[length];
    Arrays.fill(filled, with);
    return filled;
  }
}
