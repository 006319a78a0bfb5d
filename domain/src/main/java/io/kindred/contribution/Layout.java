/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import io.kindred.journey.Journey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which cells are counted. Counts of different layouts are not to be mixed.
 *
 * @param orders of the Markov chains
 * @param coalitions whether sets of channels are counted, of which there may be many
 * @param direct channels that are no marketing
 * @param halfLife after which a touch earns half
 */
public record Layout(
    Set<Integer> orders, boolean coalitions, Set<String> direct, Duration halfLife) {

  public static final Duration HALF_LIFE = Duration.ofDays(7);

  /** Chains of the orders 1 to 3, and no coalitions. */
  public static final Layout DEFAULT =
      new Layout(Set.of(1, 2, 3), false, Set.of("direct"), HALF_LIFE);

  public Layout {
    orders = Set.copyOf(orders);
    direct = Set.copyOf(direct);
    if (orders.stream().anyMatch(order -> order < 1)) {
      throw new IllegalArgumentException("an order below 1: " + orders);
    }
    if (halfLife.isZero() || halfLife.isNegative()) {
      throw new IllegalArgumentException("no half-life: " + halfLife);
    }
  }

  /** The mark that a path leaves on counts. */
  public Counts marks(Path path) {
    Counts marks = new Counts();
    mark(marks, path);
    return marks;
  }

  /** The mark that a journey leaves, with what it cost. It knows itself what is direct in it. */
  public Counts marks(Journey journey) {
    Counts marks =
        new Layout(orders, coalitions, journey.direct(), halfLife).marks(Path.of(journey));
    journey
        .costs()
        .forEach((channel, cost) -> marks.add(new Cell.Spent(channel), new Amount(0, 0, cost)));
    return marks;
  }

  /** Adds a path to counts. */
  public void mark(Counts marks, Path path) {
    marks.add(new Cell.All(), path.amount());
    if (path.channels().isEmpty()) {
      marks.add(new Cell.Untouched(), path.amount());
    } else {
      markTouched(marks, path);
    }
  }

  private void markTouched(Counts marks, Path path) {
    markPlaces(marks, path);
    markStages(marks, path);
    marks.add(new Cell.LastNonDirect(lastNonDirect(path.channels())), path.amount());
    if (!path.ages().isEmpty()) {
      new Decay(halfLife).mark(marks, path);
    }
    orders.forEach(order -> markMoves(marks, path, order));
  }

  private static void markPlaces(Counts marks, Path path) {
    int length = path.channels().size();
    for (int place = 0; place < length; place++) {
      marks.add(new Cell.Place(path.channels().get(place), place, length), path.amount());
    }
  }

  private void markStages(Counts marks, Path path) {
    List<String> distinct = path.distinct();
    for (int stage = 0; stage < distinct.size(); stage++) {
      marks.add(new Cell.Stage(distinct.get(stage), stage, distinct.size()), path.amount());
    }
    if (coalitions) {
      marks.add(new Cell.Coalition(new HashSet<>(distinct)), path.amount());
    }
  }

  /** The last touch that is not direct; the last where all are. */
  String lastNonDirect(List<String> channels) {
    for (int i = channels.size() - 1; i >= 0; i--) {
      if (!direct.contains(channels.get(i))) {
        return channels.get(i);
      }
    }
    return channels.get(channels.size() - 1);
  }

  private static void markMoves(Counts marks, Path path, int order) {
    Amount passing = new Amount(path.amount().conversions(), path.amount().nulls(), 0);
    List<String> from = List.of();
    for (List<String> to : path.states(order)) {
      marks.add(new Cell.Move(order, from, to), passing);
      from = to;
    }
    // A value without a conversion has no step that it could be the value of.
    Amount ending = path.amount().conversions() == 0 ? passing : path.amount();
    marks.add(new Cell.End(order, from), ending);
  }
}
