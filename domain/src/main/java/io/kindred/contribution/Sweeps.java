/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import io.kindred.contribution.RemovalEffects.Effect;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/*
 * A chain of a high order has thousands of states, of which each leads to few: a full matrix would
 * be mostly zeros and cost the cube. Here the same equations, x = Q x + r, are solved by sweeps of
 * Gauss and Seidel, from where paths end towards where they begin: where no way leads back, one
 * sweep is the solution. Q is not negative and neither is r, so that a start from zero only rises.
 * What is still missing is N times what the equations are still off by, which is no more than the
 * last change; so it is at most the change times the most steps that are to be expected before the
 * end. That is how it is known when to stop. (Where some values are negative, it is an estimate.)
 */
/** The removal effects of all channels where states are many. */
final class Sweeps {

  /** How much may be missing, as a part of the result. */
  private static final double MISSING_MAX = 1e-13;

  /** Paths would have to be of tens of thousands of touches to come here. */
  private static final int SWEEPS_MAX = 100_000;

  private final MarkovChain chain;
  private final int[] order;

  /** Where the moves of each state begin in those of all. */
  private final int[] begin;

  private final int[] to;
  private final double[] likely;
  private final double steps;
  private final Solution inTheEnd;

  Sweeps(MarkovChain chain) {
    this.chain = chain;
    order = chain.farthestFirst();
    begin = new int[chain.size() + 1];
    to = new int[chain.moves()];
    likely = new double[to.length];
    for (int i = 0; i < chain.size(); i++) {
      int at = begin[i];
      for (Map.Entry<Integer, Double> move : chain.next(i).entrySet()) {
        to[at] = move.getKey();
        likely[at] = move.getValue();
        at++;
      }
      begin[i + 1] = at;
    }
    steps = expectedSteps();
    inTheEnd = new Solution(chain.conversion(), chain.value());
    inTheEnd.sweep(new boolean[chain.size()], steps);
  }

  SortedMap<String, Effect> effects() {
    Map<String, Effect> effects =
        chain.statesOf().entrySet().parallelStream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> effect(entry.getValue())));
    return new TreeMap<>(effects);
  }

  /** The most that are to be expected, from any state; twice what is found, as it still rises. */
  private double expectedSteps() {
    double[] one = new double[chain.size()];
    Arrays.fill(one, 1);
    Solution expected = new Solution(one, one.clone());
    // Stops where a sweep changes less than a tenth of a thousandth.
    expected.sweep(new boolean[chain.size()], MISSING_MAX * 10_000);
    return 2 * Arrays.stream(expected.conversions).max().orElse(1);
  }

  /** Who comes to one of the states goes on as always, and nobody else converts. */
  private Effect effect(int[] states) {
    boolean[] holds = new boolean[chain.size()];
    Solution byWay = new Solution(new double[chain.size()], new double[chain.size()]);
    for (int state : states) {
      holds[state] = true;
      byWay.conversions[state] = inTheEnd.conversions[state];
      byWay.values[state] = inTheEnd.values[state];
    }
    byWay.sweep(holds, steps);
    int s = MarkovChain.START;
    return RemovalEffects.part(
        byWay.conversions[s], byWay.values[s], inTheEnd.conversions[s], inTheEnd.values[s]);
  }

  /** Of two such equations at once: they differ in r alone. */
  private final class Solution {

    private final double[] conversion;
    private final double[] value;
    private final double[] conversions;
    private final double[] values;

    Solution(double[] conversion, double[] value) {
      this.conversion = conversion;
      this.value = value;
      this.conversions = conversion.clone();
      this.values = value.clone();
    }

    /** Sweeps until little is missing; what is fixed stays as it is. */
    void sweep(boolean[] fixed, double steps) {
      for (int sweep = 0; sweep < SWEEPS_MAX && !sweptOnce(fixed, steps); sweep++) {
        // All is done in asking.
      }
    }

    private boolean sweptOnce(boolean[] fixed, double steps) {
      double changed = 0;
      double changedValue = 0;
      for (int i : order) {
        if (!fixed[i]) {
          double before = conversions[i];
          double valueBefore = values[i];
          update(i);
          changed = Math.max(changed, conversions[i] - before);
          changedValue = Math.max(changedValue, Math.abs(values[i] - valueBefore));
        }
      }
      return steps * changed <= MISSING_MAX * conversions[MarkovChain.START]
          && steps * changedValue <= MISSING_MAX * Math.abs(values[MarkovChain.START]);
    }

    private void update(int i) {
      double sum = conversion[i];
      double valueSum = value[i];
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        sum += likely[k] * conversions[to[k]];
        valueSum += likely[k] * values[to[k]];
      }
      conversions[i] = sum;
      values[i] = valueSum;
    }
  }
}
