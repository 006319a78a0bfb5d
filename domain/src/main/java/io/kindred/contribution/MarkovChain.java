/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How people go on from what they touched last: a chain that ends in a conversion or nowhere. */
final class MarkovChain {

  /** Where all begin: nothing is touched yet. It sorts before all others. */
  static final int START = 0;

  private static final List<String> NOTHING = List.of();

  /** By their channels, one after the other. */
  private static final Comparator<List<String>> ORDER = MarkovChain::compare;

  private final List<List<String>> states;
  private final List<SortedMap<Integer, Long>> moves = new ArrayList<>();
  private final long[] leaving;
  private final long[] converting;
  private final long[] value;

  private MarkovChain(SortedSet<List<String>> states) {
    this.states = List.copyOf(states);
    states.forEach(state -> moves.add(new TreeMap<>()));
    leaving = new long[states.size()];
    converting = new long[states.size()];
    value = new long[states.size()];
  }

  /** The chain of an order; journeys without a conversion are in it if {@code nulls}. */
  static MarkovChain of(Counts counts, int order, boolean nulls) {
    SortedSet<List<String>> states = new TreeSet<>(ORDER);
    states.add(NOTHING);
    counts.each(
        Cell.End.class,
        order,
        (end, amount) -> {
          if (weight(amount, nulls) != 0) {
            states.add(end.from());
          }
        });
    counts.each(
        Cell.Move.class,
        order,
        (move, amount) -> {
          if (weight(amount, nulls) != 0) {
            states.add(move.from());
            states.add(move.to());
          }
        });
    MarkovChain chain = new MarkovChain(states);
    chain.fill(counts, order, nulls);
    return chain;
  }

  private static long weight(Amount amount, boolean nulls) {
    return nulls ? Math.addExact(amount.conversions(), amount.nulls()) : amount.conversions();
  }

  private void fill(Counts counts, int order, boolean nulls) {
    Map<List<String>, Integer> index = new HashMap<>();
    states.forEach(state -> index.put(state, index.size()));
    counts.each(
        Cell.Move.class,
        order,
        (move, amount) -> {
          long weight = weight(amount, nulls);
          if (weight != 0) {
            move(
                index.getOrDefault(move.from(), START),
                index.getOrDefault(move.to(), START),
                weight);
          }
        });
    counts.each(
        Cell.End.class,
        order,
        (end, amount) -> {
          long weight = weight(amount, nulls);
          if (weight != 0) {
            end(index.getOrDefault(end.from(), START), amount, weight);
          }
        });
  }

  /** To stay is no step: it changes nothing about where one goes in the end. */
  private void move(int from, int to, long weight) {
    if (from != to) {
      moves.get(from).merge(to, weight, Math::addExact);
      leaving[from] = Math.addExact(leaving[from], weight);
    }
  }

  private void end(int from, Amount amount, long weight) {
    converting[from] = amount.conversions();
    value[from] = amount.value();
    leaving[from] = Math.addExact(leaving[from], weight);
  }

  int size() {
    return states.size();
  }

  /** How many different moves there are. */
  int moves() {
    return moves.stream().mapToInt(next -> next.size()).sum();
  }

  /** The states, those that most steps lead to from the start first. */
  int[] farthestFirst() {
    boolean[] seen = new boolean[size()];
    int[] order = new int[size()];
    int begin = size();
    order[--begin] = START;
    seen[START] = true;
    for (int at = size() - 1; at >= begin; at--) {
      for (int to : moves.get(order[at]).keySet()) {
        if (!seen[to]) {
          seen[to] = true;
          order[--begin] = to;
        }
      }
    }
    return Arrays.copyOfRange(order, begin, size());
  }

  /** Where one may go from a state, and how likely. */
  SortedMap<Integer, Double> next(int state) {
    SortedMap<Integer, Double> next = new TreeMap<>();
    moves.get(state).forEach((to, weight) -> next.put(to, (double) weight / leaving[state]));
    return next;
  }

  /** How likely a conversion is the next step, by state. */
  double[] conversion() {
    return rate(converting);
  }

  /** The value to be expected of the next step, by state. */
  double[] value() {
    return rate(value);
  }

  private double[] rate(long[] of) {
    double[] rate = new double[of.length];
    for (int i = 0; i < rate.length; i++) {
      rate[i] = leaving[i] == 0 ? 0 : (double) of[i] / leaving[i];
    }
    return rate;
  }

  /** The states a channel is in. */
  SortedMap<String, int[]> statesOf() {
    SortedMap<String, List<Integer>> lists = new TreeMap<>();
    for (int i = 0; i < states.size(); i++) {
      for (String channel : new LinkedHashSet<>(states.get(i))) {
        lists.computeIfAbsent(channel, c -> new ArrayList<>()).add(i);
      }
    }
    SortedMap<String, int[]> arrays = new TreeMap<>();
    lists.forEach((c, list) -> arrays.put(c, list.stream().mapToInt(i -> i).toArray()));
    return arrays;
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int compared = one.get(i).compareTo(other.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
