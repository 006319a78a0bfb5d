/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.contribution.Layout;
import io.kindred.contribution.Model;
import io.kindred.contribution.ModelNames;
import io.kindred.contribution.Replicates;
import io.kindred.ingest.flink.EventTime;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How contributions are told.
 *
 * @param models by name
 * @param limits what would be too much
 * @param counting by what journeys are counted; it must stay for as long as counts are kept
 * @param pace how often and for how long
 */
public record ContributionSettings(List<String> models, Limits limits, Counting counting, Pace pace)
    implements Serializable {

  /**
   * What would be too much.
   *
   * @param channels so many are told apart
   * @param replicatesBytes so many the replicates of one window may take
   */
  public record Limits(int channels, long replicatesBytes) implements Serializable {}

  /** By what journeys are counted. Its text is kept beside the counts. */
  public record Counting(int markovOrder, Duration halfLife, int replicates)
      implements Serializable {

    Layout layout() {
      return new Layout(Set.of(markovOrder), false, Set.of(), halfLife);
    }
  }

  /** How often contributions are told, for how long they are kept, and by which time. */
  public record Pace(long refreshPeriodMs, long intervalPeriodMs, long keptForMs, EventTime time)
      implements Serializable {}

  public ContributionSettings {
    models = List.copyOf(models);
    models.forEach(name -> ModelNames.model(name, counting.markovOrder()));
  }

  /** From the job's options. */
  public static ContributionSettings of(ReadableConfig options) {
    return new ContributionSettings(
        options.get(ContributionOptions.MODELS),
        new Limits(
            options.get(ContributionOptions.CHANNELS_MAX),
            options.get(ContributionOptions.REPLICATES_MEMORY).getBytes()),
        new Counting(
            options.get(ContributionOptions.MARKOV_ORDER),
            options.get(ContributionOptions.HALF_LIFE),
            options.get(ContributionOptions.REPLICATES)),
        new Pace(
            options.get(ContributionOptions.REFRESH_PERIOD).toMillis(),
            options.get(ContributionOptions.INTERVAL_PERIOD).toMillis(),
            options.get(ContributionOptions.KEPT_FOR).toMillis(),
            EventTime.of(options)));
  }

  /** Of nothing yet. */
  Replicates nothing() {
    return new Replicates(counting.replicates(), cellsMax());
  }

  /** So many cells of counts are replicated. */
  int cellsMax() {
    long each = Replicates.CELL_BYTES * (long) Math.max(1, counting.replicates());
    return (int) Math.min(Integer.MAX_VALUE, limits.replicatesBytes() / each);
  }

  List<Model> compiled() {
    return models.stream().map(name -> ModelNames.model(name, counting.markovOrder())).toList();
  }
}
