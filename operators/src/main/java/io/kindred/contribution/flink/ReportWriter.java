/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.ContributionIntervals;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.avro.ContributionState;
import io.kindred.avro.Restatement;
import io.kindred.contribution.Amount;
import io.kindred.contribution.Cell;
import io.kindred.contribution.Contribution;
import io.kindred.contribution.Counts;
import io.kindred.contribution.Credit;
import io.kindred.contribution.Estimate.Intervals;
import io.kindred.contribution.TopChannels;
import io.kindred.contribution.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what was earned in one window of one conversion and currency. */
final class ReportWriter {

  /** The row of what no channel earned. */
  static final String UNATTRIBUTED = "(unattributed)";

  private static final double MICROS = 1e6;

  /**
   * What a report is about.
   *
   * @param end exclusive
   * @param closed whether the window has ended
   */
  record Subject(String conversion, Window window, String currency, long end, boolean closed) {

    long begin() {
      return end - window.length().toMillis();
    }
  }

  private final Subject subject;
  private final Counts counts;
  private final Map<String, Amount> touched;

  ReportWriter(Subject subject, Counts counts) {
    this.subject = subject;
    this.counts = counts;
    this.touched = TopChannels.touched(counts);
  }

  ContributionReport report(
      String model,
      Contribution contribution,
      Map<String, Intervals> intervals,
      ContributionState standing) {
    Amount all = counts.at(new Cell.All());
    return new ContributionReport(
        subject.window().label(),
        subject.conversion(),
        model,
        subject.currency(),
        subject.begin(),
        subject.end(),
        subject.closed(),
        standing.getNow(),
        0L,
        all.conversions(),
        all.nulls(),
        all.value(),
        rows(contribution, intervals, all.conversions()),
        restatements(standing.getRestatements()));
  }

  private List<ContributionRow> rows(
      Contribution contribution, Map<String, Intervals> intervals, long conversions) {
    List<ContributionRow> rows = new ArrayList<>();
    contribution
        .byChannel()
        .forEach(
            (channel, credit) ->
                rows.add(row(channel, credit, conversions, intervals.get(channel))));
    rows.add(row(UNATTRIBUTED, contribution.unattributed(), conversions, null));
    return rows;
  }

  private ContributionRow row(
      String channel, Credit credit, long conversions, @Nullable Intervals intervals) {
    double value = credit.value() / MICROS;
    double cost = counts.at(new Cell.Spent(channel)).value() / MICROS;
    Amount touches = touched.getOrDefault(channel, new Amount(0, 0, 0));
    return new ContributionRow(
        channel,
        credit.conversions(),
        value,
        cost,
        cost == 0 ? null : value / cost,
        conversions == 0 ? 0 : credit.conversions() / conversions,
        touches.conversions(),
        touches.nulls(),
        intervals == null ? null : toAvro(intervals));
  }

  private static ContributionIntervals toAvro(Intervals intervals) {
    return new ContributionIntervals(
        intervals.conversions().low(),
        intervals.conversions().high(),
        intervals.value().low() / MICROS,
        intervals.value().high() / MICROS,
        intervals.share().low(),
        intervals.share().high());
  }

  private List<Restatement> restatements(List<Restatement> all) {
    return all.stream()
        .filter(each -> each.getTime() >= subject.begin() && each.getTime() < subject.end())
        .toList();
  }
}
