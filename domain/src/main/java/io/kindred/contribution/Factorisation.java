/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import io.kindred.contribution.RemovalEffects.Effect;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/*
 * Q holds the probabilities of going from one state to the next, r those of converting next. Then
 * N = (I - Q)^-1 says how often each state is visited, and b = N r how likely each converts in the
 * end. Let S be the states that hold a channel. Who converts by way of S comes to it a first time,
 * at states that are f = N[s,S] N[S,S]^-1 distributed: visits of S are those that follow from the
 * first, so N[s,S] = f N[S,S]. From there one converts with probability b. So the removal effect is
 *
 *   N[s,S] N[S,S]^-1 b[S] / b[s]
 *
 * and N, which needs one factorisation, gives those of all channels. With the value to be expected
 * in place of r, it is the effect on value.
 */
/** The removal effects of all channels by one factorisation. */
final class Factorisation {

  private final MarkovChain chain;
  private final DMatrixRMaj visits;
  private final double[] conversion;
  private final double[] value;

  Factorisation(MarkovChain chain) {
    this.chain = chain;
    this.visits = inverse(steps(chain));
    this.conversion = inTheEnd(chain.conversion());
    this.value = inTheEnd(chain.value());
  }

  SortedMap<String, Effect> effects() {
    SortedMap<String, Effect> effects = new TreeMap<>();
    chain.statesOf().forEach((channel, states) -> effects.put(channel, effect(states)));
    return effects;
  }

  /** I - Q. */
  private static DMatrixRMaj steps(MarkovChain chain) {
    DMatrixRMaj steps = new DMatrixRMaj(chain.size(), chain.size());
    for (int i = 0; i < chain.size(); i++) {
      int from = i;
      steps.set(i, i, 1);
      chain.next(i).forEach((to, likely) -> steps.set(from, to, -likely));
    }
    return steps;
  }

  private static DMatrixRMaj inverse(DMatrixRMaj matrix) {
    DMatrixRMaj inverse = new DMatrixRMaj(matrix.numRows, matrix.numCols);
    factorise(matrix).invert(inverse);
    return inverse;
  }

  private static LinearSolverDense<DMatrixRMaj> factorise(DMatrixRMaj matrix) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(matrix.numRows);
    if (!solver.setA(matrix)) {
      throw new IllegalStateException("a chain in which some never come to an end");
    }
    return solver;
  }

  private double[] inTheEnd(double[] next) {
    double[] inTheEnd = new double[next.length];
    for (int i = 0; i < next.length; i++) {
      for (int j = 0; j < next.length; j++) {
        inTheEnd[i] += visits.get(i, j) * next[j];
      }
    }
    return inTheEnd;
  }

  private Effect effect(int[] states) {
    DMatrixRMaj first = firstVisits(states);
    double conversions = 0;
    double worth = 0;
    for (int i = 0; i < states.length; i++) {
      conversions += first.get(i, 0) * conversion[states[i]];
      worth += first.get(i, 0) * value[states[i]];
    }
    int s = MarkovChain.START;
    return RemovalEffects.part(conversions, worth, conversion[s], value[s]);
  }

  /** How likely each of the states is the first of them to be visited. */
  private DMatrixRMaj firstVisits(int[] states) {
    DMatrixRMaj among = new DMatrixRMaj(states.length, states.length);
    DMatrixRMaj fromStart = new DMatrixRMaj(states.length, 1);
    for (int i = 0; i < states.length; i++) {
      fromStart.set(i, 0, visits.get(MarkovChain.START, states[i]));
      for (int j = 0; j < states.length; j++) {
        among.set(j, i, visits.get(states[i], states[j]));
      }
    }
    DMatrixRMaj first = new DMatrixRMaj(states.length, 1);
    factorise(among).solve(fromStart, first);
    return first;
  }
}
