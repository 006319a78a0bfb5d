/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.avro.ContributionIntervals;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each channel earned as CSV, a line a channel (RFC 4180). */
final class ContributionCsv {

  static final String TYPE = "text/csv";

  private static final String HEADER =
      "window,begin,end,conversion,model,currency,channel,conversions,value,cost,roas,share,"
          + "conversions_low,conversions_high,value_low,value_high,share_low,share_high,"
          + "touched_conversions,touched_without_conversion";

  private ContributionCsv() {}

  static String of(List<ContributionReport> reports) {
    StringBuilder csv = new StringBuilder(HEADER).append("\r\n");
    for (ContributionReport report : reports) {
      for (ContributionRow row : report.getRows()) {
        csv.append(line(report, row)).append("\r\n");
      }
    }
    return csv.toString();
  }

  private static String line(ContributionReport report, ContributionRow row) {
    Stream<Object> what =
        Stream.of(
            report.getWindow(),
            Json.time(report.getBegin()),
            Json.time(report.getEnd()),
            report.getConversion(),
            report.getModel(),
            report.getCurrency(),
            row.getChannel(),
            row.getConversions(),
            row.getValue(),
            row.getCost(),
            row.getRoas() == null ? "" : row.getRoas(),
            row.getShare());
    Stream<Object> touched = Stream.of(row.getTouchedConversions(), row.getTouchedNulls());
    return Stream.of(what, intervals(row.getIntervals()), touched)
        .flatMap(cells -> cells)
        .map(cell -> quoted(cell.toString()))
        .collect(Collectors.joining(","));
  }

  private static Stream<Object> intervals(@Nullable ContributionIntervals of) {
    return of == null
        ? Stream.of("", "", "", "", "", "")
        : Stream.of(
            of.getConversionsLow(),
            of.getConversionsHigh(),
            of.getValueLow(),
            of.getValueHigh(),
            of.getShareLow(),
            of.getShareHigh());
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
