/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.ContributionIntervals;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.avro.Restatement;
import io.kindred.contribution.ModelNames;
import io.kindred.contribution.Window;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each channel earned: of the windows up to now or, with {@code ended=true}, of those that
 * have ended, each with the journeys that were restated in it and why.
 */
final class Contributions {

  private static final double MICROS = 1e6;
  private static final String CSV = "csv";
  private static final List<String> FORMATS = List.of("json", CSV);
  private static final List<String> WINDOWS =
      Arrays.stream(Window.values()).map(Window::label).toList();

  private final ProfileStore store;

  Contributions(ProfileStore store) {
    this.store = store;
  }

  Answer list(Request request, List<String> none) throws Refusal {
    boolean csv =
        request
            .oneOf("format", FORMATS)
            .map(CSV::equals)
            .orElseGet(() -> request.body().accepted().isRatherThanJson(ContributionCsv.TYPE));
    List<ContributionReport> asked = asked(request);
    return csv
        ? Answer.text(ContributionCsv.TYPE + "; charset=utf-8", ContributionCsv.of(asked))
        : json(asked);
  }

  private List<ContributionReport> asked(Request request) throws Refusal {
    boolean ended = request.flag("ended");
    Optional<String> window = request.oneOf("window", WINDOWS);
    request.oneOf("model", ModelNames.ALL);
    Map<String, String> wanted = request.parameters();
    return store.scan(Table.CONTRIBUTIONS, window.orElse("")).stream()
        .filter(report -> report.getClosed() == ended)
        .filter(report -> isWanted(wanted.get("window"), report.getWindow()))
        .filter(report -> isWanted(wanted.get("conversion"), report.getConversion()))
        .filter(report -> isWanted(wanted.get("model"), report.getModel()))
        .filter(report -> isWanted(wanted.get("currency"), report.getCurrency()))
        .toList();
  }

  private static boolean isWanted(@Nullable String wanted, String found) {
    return wanted == null || wanted.equals(found);
  }

  private static Answer json(List<ContributionReport> reports) {
    ObjectNode answer = Json.object();
    ArrayNode all = answer.putArray("contributions");
    reports.forEach(report -> all.add(json(report)));
    return Answer.json(200, answer);
  }

  private static ObjectNode json(ContributionReport report) {
    ObjectNode json =
        Json.object()
            .put("window", report.getWindow())
            .put("conversion", report.getConversion())
            .put("model", report.getModel())
            .put("currency", report.getCurrency())
            .put("begin", Json.time(report.getBegin()))
            .put("end", Json.time(report.getEnd()))
            .put("ended", report.getClosed())
            .put("asOf", Json.time(report.getAsOf()))
            .put("conversions", report.getConversions())
            .put("withoutConversion", report.getNulls())
            .put("value", report.getValue() / MICROS);
    ArrayNode rows = json.putArray("channels");
    report.getRows().forEach(row -> rows.add(json(row)));
    ArrayNode restatements = json.putArray("restatements");
    report.getRestatements().forEach(each -> restatements.add(json(each)));
    return json;
  }

  private static ObjectNode json(ContributionRow row) {
    ObjectNode json =
        Json.object()
            .put("channel", row.getChannel())
            .put("conversions", row.getConversions())
            .put("value", row.getValue())
            .put("cost", row.getCost())
            .put("roas", row.getRoas())
            .put("share", row.getShare())
            .put("touchedConversions", row.getTouchedConversions())
            .put("touchedWithoutConversion", row.getTouchedNulls());
    ContributionIntervals intervals = row.getIntervals();
    if (intervals != null) {
      ObjectNode between = json.putObject("intervals");
      interval(
          between, "conversions", intervals.getConversionsLow(), intervals.getConversionsHigh());
      interval(between, "value", intervals.getValueLow(), intervals.getValueHigh());
      interval(between, "share", intervals.getShareLow(), intervals.getShareHigh());
    }
    return json;
  }

  private static void interval(ObjectNode json, String name, double low, double high) {
    json.putArray(name).add(low).add(high);
  }

  private static ObjectNode json(Restatement restatement) {
    ObjectNode json =
        Json.object()
            .put("journeyId", restatement.getJourneyId())
            .put("time", Json.time(restatement.getTime()))
            .put("restatedAsOf", Json.time(restatement.getAsOf()))
            .put("because", because(restatement));
    restatement.getBefore().forEach(json.putArray("before")::add);
    if (restatement.getAfter() == null) {
      json.putNull("after");
    } else {
      restatement.getAfter().forEach(json.putArray("after")::add);
    }
    return json;
  }

  private static String because(Restatement restatement) {
    String identity = restatement.getIdentity();
    return switch (restatement.getReason()) {
      case EVENT -> "an event of " + identity + " came late";
      case TIME -> "time passed";
      case MERGE -> "restated by merge of " + identity;
      case SPLIT -> "restated by split of " + identity;
      case DEFINITION -> "a definition changed";
      case DELETION -> "the data of " + identity + " was deleted";
    };
  }
}
