/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.count;
import static io.kindred.serving.TestObjects.erasure;
import static io.kindred.serving.TestObjects.event;
import static io.kindred.serving.TestObjects.mapping;
import static io.kindred.serving.TestObjects.sarah;
import static io.kindred.serving.TestObjects.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.Definition;
import io.kindred.avro.Event;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.SegmentCount;
import io.kindred.serving.store.Timeline.Mark;
import io.kindred.serving.store.Timeline.Window;
import io.kindred.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void range_keysFromOneToAnotherEitherWay() {
    apply(
        Table.SEGMENT_COUNTS.change(count("a", 1, 1)),
        Table.SEGMENT_COUNTS.change(count("b", 2, 1)),
        Table.SEGMENT_COUNTS.change(count("ba", 3, 1)),
        Table.SEGMENT_COUNTS.change(count("c", 4, 1)));

    assertThat(ids(new KeyRange("b", "c", false, 9))).containsExactly("b", "ba");
    assertThat(ids(new KeyRange("b", "c", true, 9))).containsExactly("ba", "b");
    assertThat(ids(new KeyRange("aa", "zz", true, 2))).containsExactly("c", "ba");
    assertThat(ids(KeyRange.from("b", 2))).containsExactly("b", "ba");
    assertThat(ids(new KeyRange("c", "b", false, 9))).isEmpty();
    assertThat(ids(new KeyRange("c", "b", true, 9))).isEmpty();
  }

  private List<String> ids(KeyRange range) {
    return store.range(Table.SEGMENT_COUNTS, range).stream()
        .map(SegmentCount::getSegmentId)
        .toList();
  }

  @Test
  void profiles_countsThemAsTheyComeAndGo() {
    assertThat(store.profiles()).isZero();
    apply(Table.PROFILES.change(sarah(1)), Table.PROFILES.change(sarah(2)));
    assertThat(store.profiles()).isEqualTo(1);

    apply(Table.PROFILES.change(sarah(1)), Table.PROFILES.change("nobody", null));
    assertThat(store.profiles()).isEqualTo(1);

    apply(Table.PROFILES.change(SARAH_ID, null), Table.PROFILES.change(SARAH_ID, null));
    assertThat(store.profiles()).isZero();

    apply(Table.PROFILES.change(sarah(1)));
    store.clear(Table.PROFILES);
    assertThat(store.profiles()).isZero();
  }

  @Test
  void apply_consequencesComeAfterChangesAndAreNotCounted() {
    Change change = Table.SEGMENT_COUNTS.change(count("vip", 1, 1));
    Change consequence = Table.SEGMENT_COUNTS.change("vip", null);

    assertThat(store.apply(new Batch(List.of(change), List.of(consequence), Map.of())))
        .isEqualTo(applied(1, 0));
    assertThat(store.get(Table.SEGMENT_COUNTS, "vip")).isEmpty();
  }

  @Test
  void timeline_theEventsOfAllIdentitiesEachOnce() {
    apply(
        Table.EVENTS.change(event("1", NOON, "ECID:1")),
        Table.EVENTS.change(event("2", NOON + 2, "ECID:1")),
        Table.EVENTS.change(event("2", NOON + 2, "Email:a", "ECID:1")),
        Table.EVENTS.change(event("3", NOON + 1, "Email:a")),
        Table.EVENTS.change(event("4", NOON + 1, "ECID:11")),
        Table.EVENTS.change(event("5", -5, "ECID:1")));

    assertThat(timeline(everything(true, Optional.empty(), 9))).containsExactly("2", "3", "1", "5");
    assertThat(timeline(everything(false, Optional.empty(), 9)))
        .containsExactly("5", "1", "3", "2");
    assertThat(timeline(new Window(NOON, NOON + 1, true, Optional.empty(), 9)))
        .containsExactly("3", "1");
  }

  @Test
  void timeline_goesOnAfterAMark() {
    for (int i = 0; i < 6; i++) {
      String identity = i % 2 == 0 ? "ECID:1" : "Email:a";
      apply(Table.EVENTS.change(event("e" + i, NOON + i / 3, identity)));
    }

    for (boolean newestFirst : List.of(true, false)) {
      List<String> all = timeline(everything(newestFirst, Optional.empty(), 9));
      List<String> paged = new ArrayList<>();
      Optional<Mark> after = Optional.empty();
      for (int page = 0; page < 3; page++) {
        Window window = everything(newestFirst, after, 2);
        List<Event> events = new Timeline(store).read(List.of("ECID:1", "Email:a"), window);
        events.forEach(event -> paged.add(event.getId()));
        after = Optional.of(Mark.of(events.get(1)));
      }
      assertThat(all).hasSize(6);
      assertThat(paged).isEqualTo(all);
    }
  }

  private static Window everything(boolean newestFirst, Optional<Mark> after, int limit) {
    return new Window(Long.MIN_VALUE, Long.MAX_VALUE, newestFirst, after, limit);
  }

  private List<String> timeline(Window window) {
    return new Timeline(store)
        .read(List.of("ECID:1", "Email:a"), window).stream().map(Event::getId).toList();
  }

  @Test
  void erasures_coverWhatNamesADeletedIdentityUpToATime() {
    apply(
        Table.EVENTS.change(event("own", NOON, "ECID:1")),
        Table.EVENTS.change(event("other's", NOON, "Email:a", "ECID:1")),
        Table.EVENTS.change(event("later", NOON + 1, "ECID:1")));
    Erasures erasures = new Erasures(store);

    store.apply(new Batch(List.of(), erasures.consequences(erasure("ECID:1", NOON)), Map.of()));
    store.apply(new Batch(List.of(), erasures.consequences(erasure("ECID:1", NOON - 9)), Map.of()));

    assertThat(erasures.cover(event("again", NOON, "ECID:1"))).isTrue();
    assertThat(erasures.cover(event("again", NOON + 1, "ECID:1"))).isFalse();
    assertThat(timeline(everything(true, Optional.empty(), 9))).containsExactly("later");
    assertThat(store.range(Table.EVENTS, KeyRange.from("", 9)))
        .extracting(Event::getId)
        .containsExactly("later", "other's");
  }

  @Test
  void sweep_deletesWhatIsOldTooManyOrErased() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC);
    EventLimits limits = new EventLimits(2, Duration.ofDays(1), 2);
    long dayAgo = NOON - Duration.ofDays(1).toMillis();
    apply(
        Table.EVENTS.change(event("1", NOON - 1, "ECID:1")),
        Table.EVENTS.change(event("2", NOON - 2, "ECID:1")),
        Table.EVENTS.change(event("3", NOON - 3, "ECID:1")),
        Table.EVENTS.change(event("kept", dayAgo, "ECID:2")),
        Table.EVENTS.change(event("old", dayAgo - 1, "ECID:2")),
        Table.EVENTS.change(event("named", NOON, "Email:a", "Phone:1")));
    Erasures erasures = new Erasures(store);
    store.apply(new Batch(List.of(), erasures.consequences(erasure("Phone:1", NOON)), Map.of()));
    EventSweep sweep = new EventSweep(store, limits, clock);

    int deleted = 0;
    for (int step = 0; step < 8; step++) {
      deleted += sweep.step();
    }

    assertThat(deleted).isEqualTo(3);
    assertThat(store.range(Table.EVENTS, KeyRange.from("", 9)))
        .extracting(Event::getId)
        .containsExactly("1", "2", "kept");
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
