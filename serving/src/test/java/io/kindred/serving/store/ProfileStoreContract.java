/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.count;
import static io.kindred.serving.TestObjects.mapping;
import static io.kindred.serving.TestObjects.sarah;
import static io.kindred.serving.TestObjects.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.Definition;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.SegmentCount;
import io.kindred.topic.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store must do. */
abstract class ProfileStoreContract {

  private static final TablePartition PROFILES_0 = new TablePartition(Table.PROFILES, 0);
  private static final TablePartition PROFILES_1 = new TablePartition(Table.PROFILES, 1);
  private static final TablePartition COUNTS_0 = new TablePartition(Table.SEGMENT_COUNTS, 0);

  protected ProfileStore store;

  /** An empty store. */
  protected abstract ProfileStore open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void get_whatWasNeverWritten() {
    assertThat(store.get(Table.PROFILES, SARAH_ID)).isEmpty();
    assertThat(store.positions()).isEmpty();
  }

  @Test
  void apply_valuesOfEveryTable() {
    apply(
        Table.PROFILES.change(sarah(1)),
        Table.IDENTITY_MAP.change(mapping("ECID:111", SARAH_ID, 1)),
        Table.SEGMENT_COUNTS.change(count("vip", 7, 1)),
        Table.DEFINITIONS.change(segment("vip", "VIP", "true")));

    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(1));
    assertThat(store.get(Table.IDENTITY_MAP, "ECID:111"))
        .contains(mapping("ECID:111", SARAH_ID, 1));
    assertThat(store.get(Table.SEGMENT_COUNTS, "vip")).contains(count("vip", 7, 1));
    assertThat(store.get(Table.DEFINITIONS, "segment/vip")).contains(segment("vip", "VIP", "true"));
  }

  @Test
  void apply_newerAndSameRevisionsTakeThePlace() {
    apply(Table.SEGMENT_COUNTS.change(count("vip", 1, 5)));

    assertThat(apply(Table.SEGMENT_COUNTS.change(count("vip", 2, 5)))).isEqualTo(applied(1, 0));
    assertThat(apply(Table.SEGMENT_COUNTS.change(count("vip", 3, 6)))).isEqualTo(applied(1, 0));
    assertThat(store.get(Table.SEGMENT_COUNTS, "vip")).contains(count("vip", 3, 6));
  }

  @Test
  void apply_anOlderRevisionIsLeftOut() {
    apply(Table.PROFILES.change(sarah(5)));

    assertThat(apply(Table.PROFILES.change(sarah(4)))).isEqualTo(applied(0, 1));
    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(5));
  }

  @Test
  void apply_anOlderRevisionInTheSameBatchIsLeftOut() {
    assertThat(apply(Table.PROFILES.change(sarah(5)), Table.PROFILES.change(sarah(4))))
        .isEqualTo(applied(1, 1));
    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(5));
  }

  @Test
  void apply_aTombstoneDeletesAndLaterValuesCome() {
    apply(Table.PROFILES.change(sarah(5)));

    apply(Table.PROFILES.change(SARAH_ID, null));
    assertThat(store.get(Table.PROFILES, SARAH_ID)).isEmpty();

    apply(Table.PROFILES.change(sarah(3)));
    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(3));
  }

  @Test
  void apply_aTombstoneInTheSameBatchDeletes() {
    apply(Table.PROFILES.change(sarah(1)), Table.PROFILES.change(SARAH_ID, null));

    assertThat(store.get(Table.PROFILES, SARAH_ID)).isEmpty();
  }

  @Test
  void apply_aPrivacyResultStandsUnderItsRequestAndTheFirstHolds() {
    PrivacyResult first = new PrivacyResult("r-1", "ECID:111", 7L, SARAH_ID, 3, 1, false, 10L);
    PrivacyResult again = new PrivacyResult("r-1", "ECID:111", 7L, null, 0, 0, false, 11L);
    PrivacyResult other = new PrivacyResult("r-2", "ECID:111", 7L, null, 0, 0, false, 12L);
    String topicKey = "ECID:111";

    for (PrivacyResult each : List.of(first, again, other)) {
      apply(Table.PRIVACY_RESULTS.change(topicKey, Topic.PRIVACY_RESULTS.encode(each)));
    }

    assertThat(store.get(Table.PRIVACY_RESULTS, "r-1/ECID:111")).contains(first);
    assertThat(store.scan(Table.PRIVACY_RESULTS, Table.resultsOf("r-1"))).containsExactly(first);
    assertThat(store.get(Table.PRIVACY_RESULTS, topicKey)).isEmpty();
  }

  @Test
  void apply_aWithdrawnDefinitionIsDeleted() {
    apply(Table.DEFINITIONS.change(segment("vip", "VIP", "true")));
    apply(Table.DEFINITIONS.change(new Definition("segment", "vip", "")));

    assertThat(store.get(Table.DEFINITIONS, "segment/vip")).isEmpty();
  }

  @Test
  void apply_positionsGoForwardEachOnItsOwn() {
    store.apply(new Batch(List.of(), Map.of(PROFILES_0, 10L, PROFILES_1, 20L)));
    store.apply(new Batch(List.of(), Map.of(PROFILES_1, 25L, COUNTS_0, 3L)));

    assertThat(store.positions())
        .containsOnly(
            Map.entry(PROFILES_0, 10L), Map.entry(PROFILES_1, 25L), Map.entry(COUNTS_0, 3L));
  }

  @Test
  void scan_keysOfThePrefixInOrder() {
    apply(
        Table.DEFINITIONS.change(segment("vip", "VIP", "true")),
        Table.DEFINITIONS.change(segment("été", "Summer", "true")),
        Table.DEFINITIONS.change(segment("abandoned", "Abandoned", "true")),
        Table.DEFINITIONS.change(new Definition("merge-policy", "default", "{}")),
        Table.DEFINITIONS.change(new Definition("segments", "other", "{}")));

    assertThat(store.scan(Table.DEFINITIONS, "segment/"))
        .extracting(Definition::getId)
        .containsExactly("abandoned", "vip", "été");
    assertThat(store.scan(Table.DEFINITIONS, "nothing")).isEmpty();
  }

  @Test
  void clear_forgetsOneTableAndItsPositions() {
    store.apply(
        new Batch(
            List.of(
                Table.PROFILES.change(sarah(9)), Table.SEGMENT_COUNTS.change(count("vip", 1, 1))),
            Map.of(PROFILES_0, 10L, PROFILES_1, 20L, COUNTS_0, 3L)));

    store.clear(Table.PROFILES);

    assertThat(store.get(Table.PROFILES, SARAH_ID)).isEmpty();
    assertThat(store.get(Table.SEGMENT_COUNTS, "vip")).isPresent();
    assertThat(store.positions()).containsOnly(Map.entry(COUNTS_0, 3L));
    apply(Table.PROFILES.change(sarah(1)));
    assertThat(store.get(Table.PROFILES, SARAH_ID)).contains(sarah(1));
  }

  @Test
  void close_everyCallAfterwardsIsRefused() {
    store.close();
    store.close();

    assertThatThrownBy(() -> store.get(Table.PROFILES, SARAH_ID))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.scan(Table.PROFILES, ""))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(store::positions).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(this::apply).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.clear(Table.PROFILES)).isInstanceOf(IllegalStateException.class);
  }

  /** Goal: the newest revision holds. Method: shuffled and doubled revisions in random batches. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderOfRevisionsDoesNotShow(long seed) {
    Random random = new Random(seed);
    List<SegmentCount> counts = new ArrayList<>();
    for (long revision = 1; revision <= 20; revision++) {
      counts.add(count("s" + revision % 3, revision, revision));
    }
    counts.addAll(counts.subList(0, 10));
    Collections.shuffle(counts, random);

    for (int from = 0; from < counts.size(); ) {
      int to = Math.min(counts.size(), from + 1 + random.nextInt(6));
      apply(
          counts.subList(from, to).stream()
              .map(Table.SEGMENT_COUNTS::change)
              .toArray(Change[]::new));
      from = to;
    }

    assertThat(store.scan(Table.SEGMENT_COUNTS, ""))
        .containsExactly(count("s0", 18, 18), count("s1", 19, 19), count("s2", 20, 20));
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private Applied apply(Change... changes) {
    return store.apply(new Batch(List.of(changes), Map.of()));
  }

  private static Applied applied(int taken, int stale) {
    return new Applied(taken, stale);
  }
}
