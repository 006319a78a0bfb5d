/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.ClosedWindow;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionState;
import io.kindred.contribution.Contribution;
import io.kindred.contribution.Counts;
import io.kindred.contribution.Estimate;
import io.kindred.contribution.Estimate.Intervals;
import io.kindred.contribution.Model;
import io.kindred.contribution.Replicates;
import io.kindred.contribution.TopChannels;
import io.kindred.contribution.Window;
import io.kindred.contribution.flink.ReportWriter.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;

/**
 * Reads the models off the counts of one kind of conversion. Figures cost by channels; intervals a
 * hundred times that, so they may be older than the figures.
 */
final class Refresh {

  /** So many closed windows at once, so that the stream does not wait for all of them. */
  private static final int CLOSED_MAX = 16;

  private final ContributionSettings settings;
  private final List<Model> models;
  private final Map<String, Map<String, Intervals>> latest = new HashMap<>();
  private final Counter intervalsLeftOut;

  /** When the intervals of each window up to now and currency were reckoned last. */
  private final Map<String, Long> reckoned = new HashMap<>();

  /** Those whose figures are newer than their intervals. */
  private final Set<String> behind = new HashSet<>();

  Refresh(ContributionSettings settings, Counter intervalsLeftOut) {
    this.settings = settings;
    this.intervalsLeftOut = intervalsLeftOut;
    this.models = settings.compiled();
  }

  /**
   * Tells what changed of the conversion, and returns when there is more to tell; the greatest long
   * for never.
   */
  long tell(String conversion, ConversionTally tally, long now, Consumer<ContributionReport> out) {
    ContributionState standing = tally.standing();
    List<Subject> live = live(conversion, tally);
    if (standing.getLive()) {
      live.forEach(subject -> behind.add(key(subject)));
    }
    // One a refresh, so that the stream does not wait for all of them.
    Optional<Subject> due =
        live.stream()
            .filter(subject -> behind.contains(key(subject)) && dueAt(subject) <= now)
            .min(Comparator.comparingLong(this::dueAt));
    for (Subject subject : live) {
      if (due.isPresent() && due.get().equals(subject)) {
        reckoned.put(key(subject), now);
        behind.remove(key(subject));
        estimate(subject, tally.live(subject.window(), subject.currency()), standing, out);
      } else if (standing.getLive()) {
        figures(subject, tally.liveCounts(subject.window(), subject.currency()), standing, out);
      }
    }
    standing.setLive(false);
    tellClosed(conversion, tally, out);
    long more = standing.getClosed().isEmpty() ? Long.MAX_VALUE : now;
    return live.stream()
        .filter(subject -> behind.contains(key(subject)))
        .mapToLong(this::dueAt)
        .reduce(more, Math::min);
  }

  private long dueAt(Subject subject) {
    Long last = reckoned.get(key(subject));
    return last == null ? Long.MIN_VALUE : last + settings.pace().intervalPeriodMs();
  }

  /** The windows up to now, in each currency. */
  private static List<Subject> live(String conversion, ConversionTally tally) {
    long end = Window.pane(tally.standing().getNow()) + Window.PANE.toMillis();
    List<Subject> live = new ArrayList<>();
    for (Window window : Window.values()) {
      for (String currency : tally.currencies()) {
        live.add(new Subject(conversion, window, currency, end, false));
      }
    }
    return live;
  }

  private void tellClosed(
      String conversion, ConversionTally tally, Consumer<ContributionReport> out) {
    List<ClosedWindow> open = tally.standing().getClosed();
    int count = Math.min(CLOSED_MAX, open.size());
    for (ClosedWindow closed : open.subList(0, count)) {
      Window window = Window.labelled(closed.getWindow()).orElseThrow();
      for (String currency : tally.currencies()) {
        Subject subject = new Subject(conversion, window, currency, closed.getEnd(), true);
        Replicates counts = tally.closed(window, closed.getEnd(), currency);
        estimate(subject, counts, tally.standing(), out);
      }
    }
    tally.standing().setClosed(List.copyOf(open.subList(count, open.size())));
  }

  private void estimate(
      Subject subject,
      Replicates replicates,
      ContributionState standing,
      Consumer<ContributionReport> out) {
    if (replicates.isGivenUp()) {
      intervalsLeftOut.inc();
    }
    Replicates shown = isWide(replicates.counts()) ? lumped(replicates) : replicates;
    ReportWriter writer = new ReportWriter(subject, shown.counts());
    List<Estimate> estimates = shown.estimates(models);
    for (int i = 0; i < models.size(); i++) {
      String model = settings.models().get(i);
      Estimate estimate = estimates.get(i);
      latest.put(key(subject, model), estimate.byChannel());
      out.accept(writer.report(model, estimate.contribution(), estimate.byChannel(), standing));
    }
  }

  private void figures(
      Subject subject,
      Counts counts,
      ContributionState standing,
      Consumer<ContributionReport> out) {
    Counts shown = isWide(counts) ? top(counts).lumped(counts) : counts;
    ReportWriter writer = new ReportWriter(subject, shown);
    for (int i = 0; i < models.size(); i++) {
      String model = settings.models().get(i);
      Contribution contribution = models.get(i).of(shown);
      Map<String, Intervals> intervals = latest.getOrDefault(key(subject, model), Map.of());
      out.accept(writer.report(model, contribution, intervals, standing));
    }
  }

  private boolean isWide(Counts counts) {
    return TopChannels.touched(counts).size() > settings.limits().channels();
  }

  private TopChannels top(Counts counts) {
    return TopChannels.of(counts, settings.limits().channels());
  }

  private Replicates lumped(Replicates replicates) {
    TopChannels top = top(replicates.counts());
    return replicates.renamed(top::name);
  }

  private static String key(Subject subject, String model) {
    return key(subject) + "/" + model;
  }

  private static String key(Subject subject) {
    return subject.window() + "/" + subject.currency();
  }
}
