/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.ContributionReport;
import io.kindred.avro.CountedJourney;
import io.kindred.avro.JourneyRevision;
import io.kindred.contribution.ModelNames;
import io.kindred.contribution.Replicates;
import io.kindred.ingest.flink.EventTime;
import io.kindred.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The ledger and the contribution operator in harnesses, one after the other. */
final class ContributionRig implements AutoCloseable {

  static final int REPLICATES = 5;

  /** So many cells of counts are replicated, as a rule. */
  static final int CELLS_MAX = 10_000;

  /** What a checkpoint holds. */
  record Snapshot(OperatorSubtaskState ledger, OperatorSubtaskState contribution) {}

  private KeyedOneInputStreamOperatorTestHarness<String, JourneyRevision, CountedJourney> ledger;
  private KeyedOneInputStreamOperatorTestHarness<String, CountedJourney, ContributionReport>
      contribution;

  private final ContributionSettings settings;
  private final SortedMap<String, ContributionReport> reports = new TreeMap<>();
  private long clock = 1;
  private int told;
  private int snapshots;

  ContributionRig(ContributionSettings settings) throws Exception {
    this.settings = settings;
    ledger = ledger();
    ledger.open();
    contribution = contribution();
    contribution.open();
  }

  /** Settings under which so many cells of counts are replicated. */
  static ContributionSettings settings(int cellsMax) {
    return new ContributionSettings(
        ModelNames.ALL,
        new ContributionSettings.Limits(50, (long) cellsMax * REPLICATES * Replicates.CELL_BYTES),
        new ContributionSettings.Counting(1, Duration.ofDays(7), REPLICATES),
        new ContributionSettings.Pace(
            1_000, 0, Duration.ofDays(120).toMillis(), new EventTime(Long.MIN_VALUE)));
  }

  void word(JourneyRevision word) throws Exception {
    ledger.processElement(word, word.getAsOf());
    for (CountedJourney change : ledger.extractOutputValues()) {
      contribution.processElement(change, word.getAsOf());
    }
    ledger.getOutput().clear();
    collect();
  }

  /** Event time, and then the refresh that is due. */
  void watermark(long time) throws Exception {
    ledger.processWatermark(time);
    contribution.processWatermark(time);
    settle();
  }

  /** So long that all that is due is told. */
  void settle() throws Exception {
    for (int i = 0; i < 20; i++) {
      clock += 1_000;
      contribution.setProcessingTime(clock);
    }
    collect();
  }

  Snapshot snapshot() throws Exception {
    int id = ++snapshots;
    contribution.getOperator().prepareSnapshotPreBarrier(id);
    return new Snapshot(ledger.snapshot(id, id), contribution.snapshot(id, id));
  }

  void crashTo(Snapshot snapshot) throws Exception {
    close();
    ledger = ledger();
    ledger.initializeState(snapshot.ledger());
    ledger.open();
    contribution = contribution();
    contribution.initializeState(snapshot.contribution());
    contribution.open();
    contribution.setProcessingTime(clock);
  }

  /** The last report of each key. */
  SortedMap<String, ContributionReport> reports() {
    return reports;
  }

  ContributionReport report(String key) {
    return reports.get(key);
  }

  /** How many reports there were. */
  int told() {
    return told;
  }

  int ledgerEntries() {
    return ledger.numKeyedStateEntries();
  }

  int contributionEntries() throws Exception {
    snapshot();
    return contribution.numKeyedStateEntries();
  }

  @Override
  public void close() throws Exception {
    ledger.close();
    contribution.close();
  }

  private void collect() {
    List<ContributionReport> all = contribution.extractOutputValues();
    all.forEach(report -> reports.put(Topic.CONTRIBUTIONS.keyOf(report), report));
    told += all.size();
    contribution.getOutput().clear();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, JourneyRevision, CountedJourney>
      ledger() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new JourneyLedger(Duration.ofDays(120))),
        JourneyRevision::getId,
        Types.STRING);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, CountedJourney, ContributionReport>
      contribution() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new ContributionOperator(settings), CountedJourney::getConversion, Types.STRING);
  }
}
