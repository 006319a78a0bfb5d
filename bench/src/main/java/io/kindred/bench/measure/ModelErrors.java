/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.load.KnownReasons;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Table;
import io.kindred.contribution.Contribution;
import io.kindred.contribution.Counts;
import io.kindred.contribution.Layout;
import io.kindred.contribution.MarkovModel;
import io.kindred.contribution.Model;
import io.kindred.contribution.RateGame;
import io.kindred.contribution.RuleModel;
import io.kindred.contribution.ShapleyModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How many conversions each model gives to the wrong channel, where the right one is known. */
public final class ModelErrors implements Measure {

  private static final int JOURNEYS = 1_000_000;

  private static final List<KnownReasons.Kind> KINDS =
      List.of(
          new KnownReasons.Kind("at once", 0, 0),
          new KnownReasons.Kind("brand and direct last", 0.5, 0),
          new KnownReasons.Kind("and 2 % buy anyway", 0.5, 0.02));

  @Override
  public String name() {
    return "models";
  }

  @Override
  public String what() {
    return "how wrong each attribution model is about people whose reasons are known";
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Rig rig, Report report) {
    Map<String, List<Object>> rows = new LinkedHashMap<>();
    for (KnownReasons.Kind kind : KINDS) {
      KnownReasons people = new KnownReasons(kind, 1);
      Counts counts = counts(people);
      models()
          .forEach(
              (name, model) ->
                  rows.computeIfAbsent(name, n -> new ArrayList<>(List.of(n)))
                      .add(misplaced(model.of(counts), people.causes())));
    }
    Table table = new Table("model", KINDS.get(0).name(), KINDS.get(1).name(), KINDS.get(2).name());
    rows.values().forEach(row -> table.row(row.toArray()));
    report.heading("Models: " + what());
    report.paragraph(
        "Conversions of %,d journeys given to the wrong row, the row of no channel included."
            .formatted(JOURNEYS));
    report.table(table);
  }

  private static Map<String, Model> models() {
    Map<String, Model> models = new LinkedHashMap<>();
    for (RuleModel model : RuleModel.values()) {
      models.put(model.name().toLowerCase(Locale.ROOT).replace('_', '-'), model);
    }
    models.put("Shapley", new ShapleyModel());
    models.put("Markov, order 1 with nulls", new MarkovModel(1, true));
    models.put("Markov, order 2 with nulls", new MarkovModel(2, true));
    models.put("Markov, order 3 with nulls", new MarkovModel(3, true));
    models.put("Markov, order 1 without nulls", new MarkovModel(1, false));
    models.put("rate game", new RateGame(1_000));
    return models;
  }

  private static Counts counts(KnownReasons people) {
    Layout layout =
        new Layout(Set.of(1, 2, 3), true, Set.of(KnownReasons.DIRECT), Layout.HALF_LIFE);
    Counts counts = new Counts();
    for (int i = 0; i < JOURNEYS; i++) {
      layout.mark(counts, people.next());
    }
    return counts;
  }

  /** Half of all differences, as what one row has too much another has too little. */
  private static String misplaced(Contribution contribution, Map<String, Long> truth) {
    Set<String> channels = new TreeSet<>(contribution.byChannel().keySet());
    channels.addAll(truth.keySet());
    double wrong = 0;
    for (String channel : channels) {
      double credit =
          channel.equals(KnownReasons.NO_CHANNEL)
              ? contribution.unattributed().conversions()
              : contribution.of(channel).conversions();
      wrong += Math.abs(credit - truth.getOrDefault(channel, 0L)) / 2;
    }
    return "%.1f %%".formatted(100 * wrong / contribution.total().conversions());
  }
}
