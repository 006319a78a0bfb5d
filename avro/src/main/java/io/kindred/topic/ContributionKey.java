/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import io.kindred.avro.ContributionReport;
import java.time.Instant;

/**
 * The key of what was earned: {@code day/purchase/linear/EUR}, and for a window that has ended
 * {@code day@2026-11-25T00:00:00Z/purchase/linear/EUR}.
 */
final class ContributionKey {

  private ContributionKey() {}

  static String of(ContributionReport report) {
    String window =
        report.getClosed()
            ? report.getWindow() + "@" + Instant.ofEpochMilli(report.getEnd())
            : report.getWindow();
    String currency = report.getCurrency().isEmpty() ? "" : "/" + report.getCurrency();
    return window + "/" + report.getConversion() + "/" + report.getModel() + currency;
  }
}
