/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.contribution.Contribution;
import io.kindred.contribution.Credit;
import io.kindred.contribution.Estimate;
import io.kindred.contribution.Layout;
import io.kindred.contribution.MarkovModel;
import io.kindred.contribution.Model;
import io.kindred.contribution.Replicates;
import io.kindred.contribution.RuleModel;
import io.kindred.contribution.ShapleyModel;
import io.kindred.contribution.Window;
import io.kindred.journey.Journey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each channel earned, computed all at once from the journeys that stand at a moment: of every
 * window, currency, model and channel, by the key under which it is told.
 */
final class ContributionBatch {

  private static final SortedMap<String, Model> MODELS =
      new TreeMap<>(
          Map.of(
              "first", RuleModel.FIRST,
              "last", RuleModel.LAST,
              "last-non-direct", RuleModel.LAST_NON_DIRECT,
              "linear", RuleModel.LINEAR,
              "position", RuleModel.POSITION,
              "time-decay", RuleModel.TIME_DECAY,
              "markov", new MarkovModel(1, true),
              "shapley", new ShapleyModel()));

  /** Enough to tell whether they are the same. */
  static final int REPLICATES = 10;

  private static final Layout LAYOUT = new Layout(Set.of(1), false, Set.of(), Layout.HALF_LIFE);
  private static final double MICROS = 1e6;

  private final Collection<Journey> journeys;
  private final long now;
  private final SortedMap<String, String> earned = new TreeMap<>();

  private ContributionBatch(Collection<Journey> journeys, long now) {
    this.journeys = journeys;
    this.now = now;
  }

  static SortedMap<String, String> of(Collection<Journey> journeys, long now) {
    ContributionBatch batch = new ContributionBatch(journeys, now);
    SortedSet<String> currencies = new TreeSet<>();
    journeys.stream().filter(Journey::converted).forEach(each -> currencies.add(each.currency()));
    currencies.forEach(batch::earnedIn);
    return batch.earned;
  }

  /** As it is written beside what was told. */
  static String text(double conversions, double value, double low, double high) {
    return conversions + " worth " + value + ", share in " + low + " to " + high;
  }

  private void earnedIn(String currency) {
    for (Window window : Window.values()) {
      put(window.label(), counts(window, now, currency), currency);
    }
    for (Window window : Window.CLOSING) {
      journeys.stream()
          .map(journey -> window.closes(journey.time()))
          .distinct()
          .filter(end -> end <= now)
          .forEach(end -> putClosed(window, end, currency));
    }
  }

  private void putClosed(Window window, long end, String currency) {
    String key = window.label() + "@" + Instant.ofEpochMilli(end);
    put(key, counts(window, end - 1, currency), currency);
  }

  private Replicates counts(Window window, long moment, String currency) {
    Replicates counts = new Replicates(REPLICATES);
    journeys.stream()
        .filter(journey -> window.holds(Window.pane(journey.time()), moment))
        .filter(journey -> !journey.converted() || journey.currency().equals(currency))
        .forEach(journey -> counts.add(marks(journey), 1));
    return counts;
  }

  private static Replicates marks(Journey journey) {
    return Replicates.of(LAYOUT.marks(journey), journey.profileId(), REPLICATES);
  }

  private void put(String window, Replicates counts, String currency) {
    if (counts.isEmpty()) {
      return;
    }
    List<Estimate> estimates = counts.estimates(List.copyOf(MODELS.values()));
    int next = 0;
    for (String model : MODELS.keySet()) {
      put(window + "/purchase/" + model + "/" + currency, estimates.get(next++));
    }
  }

  private void put(String key, Estimate estimate) {
    Contribution contribution = estimate.contribution();
    contribution
        .byChannel()
        .forEach(
            (channel, credit) -> {
              Estimate.Interval share = estimate.byChannel().get(channel).share();
              put(key + " " + channel, credit, share.low(), share.high());
            });
    put(key + " (unattributed)", contribution.unattributed(), 0, 0);
  }

  private void put(String key, Credit credit, double low, double high) {
    earned.put(key, text(credit.conversions(), credit.value() / MICROS, low, high));
  }
}
