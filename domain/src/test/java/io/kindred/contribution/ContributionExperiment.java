/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far each model is from the truth where the truth is known, and what a refresh costs. Not a
 * test: it has a {@code main}, and prints the tables of {@code docs/contribution.md}.
 */
final class ContributionExperiment {

  private static final int JOURNEYS = 1_000_000;

  private static final List<SyntheticPeople.Kind> KINDS =
      List.of(
          new SyntheticPeople.Kind("at once", 0, 0),
          new SyntheticPeople.Kind("brand and direct last", 0.5, 0),
          new SyntheticPeople.Kind("and 2 % buy anyway", 0.5, 0.02));

  private ContributionExperiment() {}

  /** Prints all of it, or the costs alone where {@code costs} is asked. */
  public static void main(String[] arguments) {
    if (!List.of(arguments).contains("costs")) {
      KINDS.forEach(ContributionExperiment::accuracy);
    }
    for (int channels : new int[] {5, 13, 50, 200}) {
      refresh(channels, 100_000);
    }
    for (int journeys = 1_000; journeys <= 10_000_000; journeys *= 10) {
      refresh(50, journeys);
    }
    replicated();
  }

  private static Map<String, Model> models() {
    Map<String, Model> models = new LinkedHashMap<>();
    for (RuleModel model : RuleModel.values()) {
      models.put(model.name(), model);
    }
    models.put("Shapley", new ShapleyModel());
    models.put("Markov 1, nulls", new MarkovModel(1, true));
    models.put("Markov 2, nulls", new MarkovModel(2, true));
    models.put("Markov 3, nulls", new MarkovModel(3, true));
    models.put("Markov 1", new MarkovModel(1, false));
    models.put("rate game", new RateGame(1_000));
    return models;
  }

  private static void accuracy(SyntheticPeople.Kind kind) {
    Layout layout =
        new Layout(Set.of(1, 2, 3), true, Set.of(SyntheticPeople.DIRECT), Layout.HALF_LIFE);
    SyntheticPeople people = new SyntheticPeople(kind, 1);
    Counts counts = new Counts();
    for (int i = 0; i < JOURNEYS; i++) {
      layout.mark(counts, people.next());
    }
    System.out.printf("%n%s: %s%n", kind.name(), counts.at(new Cell.All()));
    System.out.println("truth " + people.causes());
    models().forEach((name, model) -> print(name, model.of(counts), people.causes()));
  }

  private static void print(String name, Contribution contribution, Map<String, Long> truth) {
    double all = contribution.total().conversions();
    Set<String> channels = new TreeSet<>(contribution.byChannel().keySet());
    channels.addAll(truth.keySet());
    double wrong = 0;
    StringBuilder shares = new StringBuilder();
    for (String channel : channels) {
      double credit =
          channel.equals(SyntheticPeople.NO_CHANNEL)
              ? contribution.unattributed().conversions()
              : contribution.of(channel).conversions();
      wrong += Math.abs(credit - truth.getOrDefault(channel, 0L)) / 2 / all;
      shares.append(" %s %.1f".formatted(channel, 100 * credit / all));
    }
    System.out.printf("%-18s misplaced %5.1f %%  |%s%n", name, 100 * wrong, shares);
  }

  private static Counts random(int channels, int journeys) {
    Random random = new Random(1);
    Layout layout = new Layout(Set.of(1), false, Set.of(), Layout.HALF_LIFE);
    Counts counts = new Counts();
    for (int i = 0; i < journeys; i++) {
      List<String> touched = new ArrayList<>();
      for (int left = 1 + random.nextInt(6); left > 0; left--) {
        touched.add("c" + random.nextInt(channels));
      }
      boolean converts = random.nextInt(20) == 0;
      layout.mark(counts, Path.untimed(touched, new Amount(converts ? 1 : 0, converts ? 0 : 1, 0)));
    }
    return counts;
  }

  private static void refresh(int channels, int journeys) {
    Counts counts = random(channels, journeys);
    System.out.printf(
        "%d channels, %d journeys: linear %.2f ms, Shapley %.2f ms, Markov 1 %.2f ms, all 8 %.2f%n",
        channels,
        journeys,
        millis(RuleModel.LINEAR, counts),
        millis(new ShapleyModel(), counts),
        millis(new MarkovModel(1, true), counts),
        millis(ContributionExperiment::all, counts));
  }

  /** A refresh of one window: by each of the models that the stream tells. */
  private static Contribution all(Counts counts) {
    for (RuleModel rule : RuleModel.values()) {
      rule.of(counts);
    }
    new ShapleyModel().of(counts);
    return new MarkovModel(1, true).of(counts);
  }

  /** The median of many, after as many to warm up. */
  private static double millis(Model model, Counts counts) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long begin = System.nanoTime();
      model.of(counts);
      nanos.add(System.nanoTime() - begin);
    }
    return nanos.subList(100, 200).stream().sorted().toList().get(50) / 1e6;
  }

  private static void replicated() {
    Layout layout = new Layout(Set.of(1), false, Set.of(), Layout.HALF_LIFE);
    List<Path> paths = new RandomPaths(1, 13).take(20_000);
    Replicates replicates = new Replicates(Replicates.NUMBER);
    long begin = System.nanoTime();
    for (int i = 0; i < paths.size(); i++) {
      replicates.add(Replicates.of(layout.marks(paths.get(i)), "p" + i, Replicates.NUMBER), 1);
    }
    double each = (System.nanoTime() - begin) / 1e3 / paths.size();
    begin = System.nanoTime();
    replicates.estimate(new MarkovModel(1, true));
    System.out.printf(
        "100 replicates: %.1f µs a journey; intervals of Markov 1, 13 channels, %.1f ms%n",
        each, (System.nanoTime() - begin) / 1e6);
  }
}
