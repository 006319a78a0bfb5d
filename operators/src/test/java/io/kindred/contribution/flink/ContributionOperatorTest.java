/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import static io.kindred.contribution.flink.JourneyWords.DAY;
import static io.kindred.contribution.flink.JourneyWords.HOUR;
import static io.kindred.contribution.flink.JourneyWords.NOW;
import static io.kindred.contribution.flink.JourneyWords.gone;
import static io.kindred.contribution.flink.JourneyWords.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.avro.JourneyReason;
import io.kindred.avro.Restatement;
import io.kindred.contribution.ModelNames;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContributionOperatorTest {

  private static final String DAY_LINEAR = "day/purchase/linear/EUR";

  private ContributionRig rig;

  @BeforeEach
  void open() throws Exception {
    rig = new ContributionRig(ContributionRig.settings(ContributionRig.CELLS_MAX));
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void aConversionIsCreditedInEveryWindowThatHoldsIt() throws Exception {
    rig.word(told("a", "sarah", 1, NOW - 2 * HOUR, "mail", "search"));
    rig.settle();

    assertThat(row(DAY_LINEAR, "mail").getConversions()).isEqualTo(0.5);
    assertThat(row("90-days/purchase/last/EUR", "search").getConversions()).isEqualTo(1);
    assertThat(rig.report("hour/purchase/last/EUR").getConversions()).isZero();
    ContributionRow mail = row(DAY_LINEAR, "mail");
    assertThat(mail.getValue()).isEqualTo(19.99 / 2);
    assertThat(mail.getCost()).isEqualTo(0.25);
    assertThat(mail.getRoas()).isEqualTo(19.99 / 2 / 0.25);
    assertThat(mail.getTouchedConversions()).isEqualTo(1);
  }

  @Test
  void aBurstIsToldOnce() throws Exception {
    rig.word(told("a", "sarah", 1, NOW - HOUR, "mail"));
    rig.settle();
    int before = rig.told();

    rig.word(told("b", "omar", 1, NOW - HOUR, "mail"));
    rig.word(told("c", "omar", 1, NOW - HOUR, "mail"));
    rig.settle();

    int windows = 5;
    int closed = 1;
    int withTheirIntervalsOnly = windows - 1; // the first comes with the figures of the others
    assertThat(rig.told() - before)
        .isEqualTo((windows + closed + withTheirIntervalsOnly) * ModelNames.ALL.size());
  }

  @Test
  void aDeviceThatMovesLeavesFiguresAsTheyWere_inEitherOrder() throws Exception {
    rig.word(told("a", "phone", 1, NOW - HOUR, "mail"));
    rig.word(gone("a", "phone", 2));
    rig.word(told("a", "sarah", 1, NOW - HOUR, "mail"));
    rig.word(told("b", "phone", 1, NOW - HOUR, "mail"));
    rig.word(told("b", "sarah", 3, NOW - HOUR, "mail"));
    rig.word(gone("b", "phone", 2));
    rig.settle();

    ContributionReport report = rig.report(DAY_LINEAR);
    assertThat(report.getConversions()).isEqualTo(2);
    assertThat(report.getRestatements()).isEmpty();
  }

  @Test
  void aWindowThatHasEndedIsRestated_andSaysWhy() throws Exception {
    long time = NOW - 3 * DAY;
    rig.word(told("a", "phone", 1, time, "search"));
    rig.settle();
    String key = "day@" + Instant.ofEpochMilli(dayEnd(time)) + "/purchase/linear/EUR";
    assertThat(row(key, "search").getConversions()).isEqualTo(1);

    rig.word(told("a", "sarah", 5, time, "mail", "search"));
    rig.word(gone("a", "phone", 5));
    rig.settle();

    assertThat(row(key, "search").getConversions()).isEqualTo(0.5);
    assertThat(rig.report(key).getRestatements())
        .containsExactly(
            new Restatement(
                "a",
                time,
                NOW,
                JourneyReason.MERGE,
                "ECID:sarah",
                List.of("search"),
                List.of("mail", "search")));
  }

  @Test
  void timeTakesJourneysOutOfWindows() throws Exception {
    rig.word(told("a", "sarah", 1, NOW - HOUR, "mail"));
    rig.watermark(NOW);
    assertThat(rig.report(DAY_LINEAR).getConversions()).isEqualTo(1);

    rig.watermark(NOW + DAY);

    assertThat(rig.report(DAY_LINEAR).getConversions()).isZero();
    assertThat(rig.report("7-days/purchase/linear/EUR").getConversions()).isEqualTo(1);
  }

  @Test
  void whatIsTakenBackLeavesNoCounts() throws Exception {
    rig.word(told("a", "sarah", 1, NOW - HOUR, "mail"));
    int with = rig.contributionEntries();

    rig.word(gone("a", "sarah", 2));
    rig.settle();

    assertThat(rig.report(DAY_LINEAR).getConversions()).isZero();
    assertThat(rig.contributionEntries()).isEqualTo(with - 1);
  }

  @Test
  void stateEndsWithTime() throws Exception {
    rig.word(told("a", "sarah", 1, NOW - HOUR, "mail"));
    rig.contributionEntries();

    rig.watermark(NOW + 121 * DAY);

    assertThat(rig.ledgerEntries()).isZero();
    assertThat(rig.contributionEntries()).as("where it stands").isEqualTo(1);
  }

  @Test
  void aRestoredOperatorGoesOnCounting() throws Exception {
    rig.word(told("a", "sarah", 1, NOW - HOUR, "mail"));
    ContributionRig.Snapshot snapshot = rig.snapshot();

    rig.crashTo(snapshot);
    rig.word(told("a", "sarah", 1, NOW - HOUR, "mail"));
    rig.word(told("b", "omar", 1, NOW - HOUR, "search"));
    rig.settle();

    assertThat(rig.report(DAY_LINEAR).getConversions()).isEqualTo(2);
  }

  @Test
  void aWindowThatWouldTakeTooMuchIsToldWithoutIntervals_untilItFits() throws Exception {
    try (ContributionRig tight = new ContributionRig(ContributionRig.settings(10))) {
      tight.word(told("a", "sarah", 1, NOW - 3 * HOUR, "mail"));
      tight.settle();
      assertThat(tight.report(DAY_LINEAR).getRows().get(0).getIntervals()).isNotNull();

      tight.word(told("b", "omar", 1, NOW - HOUR, "search"));
      tight.settle();
      assertThat(tight.report(DAY_LINEAR).getConversions()).isEqualTo(2);
      assertThat(tight.report(DAY_LINEAR).getRows().get(0).getIntervals()).isNull();

      tight.crashTo(tight.snapshot());
      tight.word(gone("b", "omar", 2));
      tight.settle();
      assertThat(tight.report(DAY_LINEAR).getRows().get(0).getIntervals()).isNotNull();
    }
  }

  private ContributionRow row(String key, String channel) {
    return rig.report(key).getRows().stream()
        .filter(row -> row.getChannel().equals(channel))
        .findFirst()
        .orElseThrow();
  }

  private static long dayEnd(long time) {
    return (Math.floorDiv(time, DAY) + 1) * DAY;
  }
}
