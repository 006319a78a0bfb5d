/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.segment.Reckoning.News;
import io.kindred.segment.Subject.Occurrence;
import io.kindred.segment.Timeline.Standing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReckoningTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static KeptProfile kept(String... idsAndPql) throws Exception {
    KeptProfile kept = new KeptProfile();
    kept.define(
        SegmentSetTest.set(idsAndPql).ids().stream()
            .map(id -> new SegmentDefinition(id, id, idsAndPql[index(id, idsAndPql) + 1]))
            .toList());
    return kept;
  }

  private static int index(String id, String... idsAndPql) {
    return List.of(idsAndPql).indexOf(id);
  }

  private static Occurrence event(long at, String kind) {
    return new Occurrence(at, kind + at, FakeSubject.json("{\"k\": \"%s\"}".formatted(kind)));
  }

  @Test
  void after_aLateEventChangesWhoAsksAboutThePastOfAnother() throws Exception {
    KeptProfile kept =
        kept(
            "recent", "xEvent[k = 'x' and timestamp occurs <= 2 hours before now]",
            "either", "inSegment('recent') or xEvent[k = 'y']");
    for (Occurrence event : List.of(event(HOUR, "x"), event(4 * HOUR, "y"), event(6 * HOUR, "x"))) {
      kept.event(event, event.timestamp());
    }
    kept.after(News.NONE, 9 * HOUR);
    Standing recent = kept.shown().bySegment().get("recent");
    assertThat(kept.shown().bySegment()).containsEntry("either", new Standing(true, 4 * HOUR));

    kept.event(event(2 * HOUR + HOUR / 2, "x"), 9 * HOUR);

    assertThat(kept.shown().bySegment())
        .containsEntry("recent", recent)
        .containsEntry("either", new Standing(true, HOUR));
  }

  @Test
  void after_anEventIsNotReadAgain() throws Exception {
    KeptProfile kept = kept("often", "xEvent[k = 'x'].count() >= 3");

    for (int i = 1; i <= 3; i++) {
      kept.event(event(i * HOUR, "x"), i * HOUR);
    }

    assertThat(kept.shown().bySegment()).containsEntry("often", new Standing(true, 3 * HOUR));
    assertThat(kept.loads()).isZero();
  }

  @Test
  void after_aSegmentNobodyWasInIsNotKept() throws Exception {
    KeptProfile kept = kept("a", "xEvent[k = 'x']", "b", "xEvent[k = 'y']", "c", "name = 'z'");

    kept.event(event(HOUR, "x"), HOUR);

    assertThat(kept.shown().bySegment()).containsOnlyKeys("a");
    assertThat(kept.standings().size()).isEqualTo(1);
  }
}
