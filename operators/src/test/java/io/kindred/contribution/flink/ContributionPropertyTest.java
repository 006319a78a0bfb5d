/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.avro.JourneyRevision;
import io.kindred.contribution.Contribution;
import io.kindred.contribution.Credit;
import io.kindred.contribution.Estimate;
import io.kindred.contribution.ModelNames;
import io.kindred.contribution.Replicates;
import io.kindred.contribution.Window;
import io.kindred.journey.Journey;
import io.kindred.journey.flink.JourneyCodec;
import io.kindred.journey.flink.JourneyHolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contributions do not depend on the order in which words on journeys arrive, on duplicates or on
 * crashes. Goal: what the real operators tell at rest is, bit for bit, what models read off the
 * counts of the journeys that stand. Method: draw words on journeys that move among profiles from a
 * seed, deliver them in any order, some twice, go back to snapshots, and compare with a batch.
 */
class ContributionPropertyTest {

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("kindred.seeds", 20));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheOrderTheContributionsAreThoseOfABatch(long seed) throws Exception {
    Random random = new Random(seed);
    List<JourneyRevision> words = JourneyWords.some(random, 30);
    // In every other case the longer windows are too large to be replicated.
    ContributionSettings settings =
        ContributionRig.settings(seed % 2 == 0 ? ContributionRig.CELLS_MAX : 60);

    SortedMap<String, ContributionReport> stream = play(words, settings, random);
    SortedMap<String, ContributionReport> again = play(words, settings, random);

    assertThat(stream.keySet()).as("two orders").isEqualTo(again.keySet());
    stream.forEach((key, report) -> assertThat(report).as(key).isEqualTo(again.get(key)));
    Collection<Journey> standing = standing(words);
    for (Window window : Window.values()) {
      Replicates batch = batch(standing, window, JourneyWords.NOW, settings);
      for (String model : ModelNames.ALL) {
        String key = window.label() + "/purchase/" + model + "/EUR";
        Estimate estimate = batch.estimate(ModelNames.model(model, 1));
        if (!batch.isEmpty()) {
          assertReported(stream.get(key), estimate);
        }
      }
    }
    stream.values().stream()
        .filter(ContributionReport::getClosed)
        .forEach(report -> assertClosed(report, standing, settings));
  }

  private static SortedMap<String, ContributionReport> play(
      List<JourneyRevision> words, ContributionSettings settings, Random random) throws Exception {
    List<JourneyRevision> arriving = new ArrayList<>(words);
    arriving.addAll(words.subList(0, words.size() / 4));
    Collections.shuffle(arriving, random);
    try (ContributionRig rig = new ContributionRig(settings)) {
      ContributionRig.Snapshot kept = rig.snapshot();
      int keptNext = -1;
      int crashes = 3;
      for (int next = 0; next < arriving.size(); next++) {
        rig.word(arriving.get(next));
        if (random.nextInt(10) == 0) {
          rig.settle();
        }
        if (random.nextInt(10) == 0) {
          kept = rig.snapshot();
          keptNext = next;
        }
        if (crashes > 0 && random.nextInt(15) == 0) {
          crashes--;
          rig.crashTo(kept);
          next = keptNext;
        }
      }
      rig.watermark(JourneyWords.NOW);
      SortedMap<String, ContributionReport> reports = new TreeMap<>(rig.reports());
      reports.values().removeIf(ContributionPropertyTest::isEmpty);
      reports.values().forEach(ContributionPropertyTest::withoutHistory);
      return reports;
    }
  }

  /** Of a journey that was in another window on the way, that window has nothing left. */
  private static boolean isEmpty(ContributionReport report) {
    return report.getConversions() == 0 && report.getNulls() == 0;
  }

  /** What was restated on the way is not at rest. */
  private static void withoutHistory(ContributionReport report) {
    report.setRevision(0);
    report.setRestatements(List.of());
  }

  private static Collection<Journey> standing(List<JourneyRevision> words) {
    Map<String, SortedMap<String, JourneyRevision>> last = new TreeMap<>();
    for (JourneyRevision word : words) {
      last.computeIfAbsent(word.getId(), id -> new TreeMap<>())
          .merge(
              word.getProfileId(),
              word,
              (one, other) -> one.getRevision() > other.getRevision() ? one : other);
    }
    return last.values().stream()
        .flatMap(ofOne -> JourneyHolder.of(ofOne.values()).stream())
        .flatMap(word -> JourneyCodec.journey(word).stream())
        .toList();
  }

  private static Replicates batch(
      Collection<Journey> journeys, Window window, long now, ContributionSettings settings) {
    Replicates sum = settings.nothing();
    for (Journey journey : journeys) {
      if (window.holds(Window.pane(journey.time()), now)) {
        sum.add(
            Replicates.of(
                settings.counting().layout().marks(journey),
                journey.profileId(),
                ContributionRig.REPLICATES),
            1);
      }
    }
    return sum;
  }

  private static void assertClosed(
      ContributionReport report, Collection<Journey> standing, ContributionSettings settings) {
    Window window = Window.labelled(report.getWindow()).orElseThrow();
    Replicates batch = batch(standing, window, report.getEnd() - 1, settings);
    assertReported(report, batch.estimate(ModelNames.model(report.getModel(), 1)));
  }

  private static void assertReported(ContributionReport report, Estimate estimate) {
    Contribution contribution = estimate.contribution();
    double sum = 0;
    for (ContributionRow row : report.getRows()) {
      boolean ofNone = row.getChannel().equals(ReportWriter.UNATTRIBUTED);
      Credit credit = ofNone ? contribution.unattributed() : contribution.of(row.getChannel());
      assertThat(row.getConversions()).as(row.getChannel()).isEqualTo(credit.conversions());
      assertThat(row.getValue()).isEqualTo(credit.value() / 1e6);
      Estimate.Intervals intervals = estimate.byChannel().get(row.getChannel());
      if (intervals == null) {
        assertThat(row.getIntervals()).isNull();
      } else {
        assertThat(row.getIntervals().getShareHigh()).isEqualTo(intervals.share().high());
      }
      sum += row.getConversions();
    }
    assertThat(report.getRows()).hasSize(contribution.byChannel().size() + 1);
    assertThat(sum)
        .as("credits sum to conversions")
        .isCloseTo((double) report.getConversions(), within(1e-9));
  }
}
