/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.topic.Topic;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What each channel earned in the windows up to the end of a run; not how it came about, which two
 * runs do not share.
 */
final class ContributionJson {

  private static final double MICROS = 1e6;

  private ContributionJson() {}

  static List<ObjectNode> live(Collection<ContributionReport> reports) {
    return reports.stream()
        .filter(report -> !report.getClosed())
        .sorted(Comparator.comparing(Topic.CONTRIBUTIONS::keyOf))
        .map(ContributionJson::json)
        .toList();
  }

  private static ObjectNode json(ContributionReport report) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("window", report.getWindow())
            .put("conversion", report.getConversion())
            .put("model", report.getModel())
            .put("currency", report.getCurrency())
            .put("begin", Instant.ofEpochMilli(report.getBegin()).toString())
            .put("end", Instant.ofEpochMilli(report.getEnd()).toString())
            .put("conversions", report.getConversions())
            .put("withoutConversion", report.getNulls())
            .put("value", report.getValue() / MICROS);
    ArrayNode channels = json.putArray("channels");
    report.getRows().forEach(row -> channels.add(json(row)));
    return json;
  }

  private static ObjectNode json(ContributionRow row) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("channel", row.getChannel())
        .put("conversions", row.getConversions())
        .put("value", row.getValue())
        .put("cost", row.getCost())
        .put("share", row.getShare());
  }
}
