/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static io.kindred.segment.SegmentSetTest.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.segment.Timeline.Standing;
import io.kindred.segment.Timeline.Standings;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final long DAY = 86_400_000L;
  private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  private static final String GIFT_GIVERS =
      """
      xEvent[eventType = "commerce.productListAdds"
             and timestamp occurs <= 7 days before now
             and productListItems.category != ^.preferences.category
             and productListItems.size != ^.preferences.size]
      and not xEvent[eventType = "commerce.purchases" and timestamp occurs <= 7 days before now]
      and loyalty.tier.isNotNull()
      """;

  private static FakeSubject sarah() {
    return new FakeSubject()
        .entity(
            START,
            """
            {"loyalty": {"tier": "bronze"}, "preferences": {"category": "women", "size": "S"}}
            """);
  }

  private static String adds(String category, String size) {
    return """
    {"eventType": "commerce.productListAdds",
     "productListItems": [{"category": "%s", "size": "%s"}]}
    """
        .formatted(category, size);
  }

  private static @Nullable Standing giftGiver(FakeSubject subject, long now) throws Exception {
    return Timeline.of(set("gift", GIFT_GIVERS), subject, now).bySegment().get("gift");
  }

  @Test
  void of_findsTheGiftGiverWhoAbandonedTheCart() throws Exception {
    FakeSubject sarah = sarah().event(START + DAY, adds("men", "L"));

    assertThat(giftGiver(sarah, START)).isNull();
    assertThat(giftGiver(sarah, START + DAY)).isEqualTo(new Standing(true, START + DAY));
    assertThat(giftGiver(sarah, START + 8 * DAY)).isEqualTo(new Standing(true, START + DAY));
    assertThat(giftGiver(sarah, START + 8 * DAY + 1))
        .isEqualTo(new Standing(false, START + 8 * DAY + 1));
  }

  @Test
  void of_letsTheBuyerGoAtOnce() throws Exception {
    FakeSubject sarah =
        sarah()
            .event(START + DAY, adds("men", "L"))
            .event(START + 2 * DAY, "{\"eventType\": \"commerce.purchases\"}");

    assertThat(giftGiver(sarah, START + 2 * DAY)).isEqualTo(new Standing(false, START + 2 * DAY));
  }

  @Test
  void of_passesOverWhoBuysForHerself() throws Exception {
    FakeSubject sarah =
        sarah().event(START + DAY, adds("women", "L")).event(START + DAY, adds("men", "S"));

    assertThat(giftGiver(sarah, START + DAY)).isNull();
  }

  @Test
  void of_passesOverWhoIsNoMember() throws Exception {
    FakeSubject omar =
        new FakeSubject()
            .entity(START, "{\"preferences\": {\"category\": \"men\", \"size\": \"L\"}}")
            .event(START + DAY, adds("women", "S"));

    assertThat(giftGiver(omar, START + DAY)).isNull();
  }

  @Test
  void of_saysWhenSomethingMayChangeNext() throws Exception {
    FakeSubject sarah = sarah().event(START + DAY, adds("men", "L"));

    assertThat(Timeline.of(set("gift", GIFT_GIVERS), sarah, START + 2 * DAY).nextChange())
        .isEqualTo(START + 8 * DAY + 1);
    assertThat(Timeline.of(set("gift", GIFT_GIVERS), sarah, START + 9 * DAY).nextChange())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void of_nobodyIsInNoSegment() throws Exception {
    assertThat(Timeline.of(set("all", "true"), new FakeSubject(), START))
        .isEqualTo(new Standings(new TreeMap<>(), START, Long.MAX_VALUE));
  }

  @Test
  void of_beginsWithTheFirstFact() throws Exception {
    SegmentSet set = set("quiet", "not xEvent[eventType = 'buy']");

    assertThat(Timeline.of(set, sarah(), START + DAY).bySegment())
        .containsEntry("quiet", new Standing(true, START));
    assertThat(Timeline.of(set, sarah(), START - 1).bySegment()).isEmpty();
    assertThat(Timeline.of(set, sarah(), START - 1).nextChange()).isEqualTo(START);
  }

  @Test
  void of_followsOtherSegments() throws Exception {
    SegmentSet set =
        set(
            "recent",
            "xEvent[timestamp occurs <= 1 day before now]",
            "lapsed",
            "not inSegment('recent')");
    FakeSubject subject = new FakeSubject().event(START, "{}").event(START + 5 * DAY, "{}");

    assertThat(Timeline.of(set, subject, START + 2 * DAY).bySegment())
        .containsEntry("recent", new Standing(false, START + DAY + 1))
        .containsEntry("lapsed", new Standing(true, START + DAY + 1));
    assertThat(Timeline.of(set, subject, START + 5 * DAY).bySegment())
        .containsEntry("lapsed", new Standing(false, START + 5 * DAY));
  }

  @Test
  void of_calendarPeriodsTurnAtMidnight() throws Exception {
    SegmentSet set = set("today", "xEvent[timestamp occurs today]");
    FakeSubject subject = new FakeSubject().event(START + DAY / 2, "{}");

    Standings standings = Timeline.of(set, subject, START + DAY - 1);

    assertThat(standings.bySegment()).containsEntry("today", new Standing(true, START + DAY / 2));
    assertThat(standings.nextChange()).isEqualTo(START + DAY);
  }

  @Test
  void of_countsMonthsByTheCalendar() throws Exception {
    SegmentSet set = set("month", "xEvent[timestamp occurs <= 1 month before now]");
    long lastOfJanuary = Instant.parse("2026-01-31T08:00:00Z").toEpochMilli();
    FakeSubject subject = new FakeSubject().event(lastOfJanuary, "{}");

    assertThat(Timeline.of(set, subject, START).bySegment())
        .containsEntry(
            "month", new Standing(false, Instant.parse("2026-02-28T08:00:00.001Z").toEpochMilli()));
  }

  @Test
  void of_walksYearsInFewSteps() throws Exception {
    int[] asked = {0};
    FakeSubject sarah = sarah();
    Subject counted =
        new Subject() {
          @Override
          public At attributes(long t) {
            asked[0]++;
            return sarah.attributes(t);
          }

          @Override
          public List<Occurrence> events() {
            return sarah.events();
          }

          @Override
          public long earliest() {
            return START - 10_000 * DAY;
          }

          @Override
          public long latest() {
            return START;
          }
        };

    Timeline.of(set("a", "'2020-01-01T00:00:00Z' occurs this second or x = 1"), counted, START);

    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void advance_isWhatOfIs() throws Exception {
    SegmentSet set = set("gift", GIFT_GIVERS);
    FakeSubject sarah = sarah().event(START + DAY, adds("men", "L"));
    Standings before = Timeline.of(set, sarah, START + 2 * DAY);

    assertThat(Timeline.advance(set, sarah, before, START + 20 * DAY))
        .isEqualTo(Timeline.of(set, sarah, START + 20 * DAY));
    assertThat(Timeline.advance(set, sarah, before, START))
        .isEqualTo(Timeline.of(set, sarah, START));
  }
}
