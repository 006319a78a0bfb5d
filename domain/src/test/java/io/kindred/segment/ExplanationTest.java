/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static io.kindred.segment.SegmentSetTest.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kindred.segment.Explanation.Part;
import io.kindred.segment.Explanation.Verdict;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExplanationTest {

  private static final long DAY = 86_400_000L;
  private static final long NOW = 20_000 * DAY;

  private static final FakeSubject SARAH =
      new FakeSubject()
          .entity(0, "{\"loyalty\": {\"tier\": \"bronze\"}, \"age\": 30}")
          .event(NOW - DAY, "{\"eventType\": \"buy\"}");

  private static Explanation explained(String... idsAndPql) throws Exception {
    return Explanation.of(set(idsAndPql), "a", SARAH, NOW);
  }

  @Test
  void of_saysWhichPartsHold() throws Exception {
    Explanation explanation =
        explained("a", "loyalty.tier = 'gold' and (age > 20 or shoeSize > 40) and not age < 18");

    assertThat(explanation.member()).isFalse();
    assertThat(explanation.whole().parts())
        .extracting(Part::pql, Part::verdict, Part::decisive)
        .containsExactly(
            tuple("loyalty.tier = \"gold\"", Verdict.FALSE, true),
            tuple("age > 20 or shoeSize > 40", Verdict.TRUE, false),
            tuple("not age < 18", Verdict.TRUE, false));
    assertThat(explanation.whole().parts().get(1).parts())
        .extracting(Part::verdict)
        .containsExactly(Verdict.TRUE, Verdict.UNKNOWN);
    assertThat(explanation.changesAt()).isEmpty();
  }

  @Test
  void of_saysWhichFactWouldChangeIt() throws Exception {
    Explanation explanation =
        explained(
            "a",
            "xEvent[eventType = ^.favourite] and inSegment('b') and loyalty.tier = 'gold'",
            "b",
            "age > 20");

    assertThat(explanation.whole().parts())
        .extracting(Part::looksAt)
        .containsExactly(
            List.of("favourite", "xEvent"), List.of("inSegment(\"b\")"), List.of("loyalty.tier"));
    assertThat(explanation.whole().looksAt()).hasSize(4);
  }

  @Test
  void of_saysWhenItChangesByItself() throws Exception {
    String recent = "xEvent[timestamp occurs <= 7 days before now]";

    Explanation explanation = explained("a", recent + " and age > 20");
    Explanation through = explained("a", "not inSegment('b')", "b", recent);

    OptionalLong end = OptionalLong.of(NOW + 6 * DAY + 1);
    assertThat(explanation.member()).isTrue();
    assertThat(explanation.changesAt()).isEqualTo(end);
    assertThat(explanation.whole().parts())
        .extracting(Part::changesAt)
        .containsExactly(end, OptionalLong.empty());
    assertThat(through.member()).isFalse();
    assertThat(through.changesAt()).isEqualTo(end);
  }

  /** Goal: a long life among many segments is explained in time. */
  @Test
  @Timeout(20)
  void of_costsByWhatIsAskedAbout() throws Exception {
    FakeSubject busy = new FakeSubject().entity(0, "{}");
    for (int i = 0; i < 1_000; i++) {
      busy.event(NOW - i, "{\"eventType\": \"buy\"}");
    }
    List<String> set = new ArrayList<>();
    set.addAll(List.of("a", "xEvent[timestamp occurs <= 7 days before now].count() >= 1"));
    for (int i = 0; i < 1_000; i++) {
      set.addAll(List.of("other " + i, "xEvent[eventType = 'b" + i + "'].count() > 3"));
    }

    Explanation explanation = Explanation.of(set(set.toArray(String[]::new)), "a", busy, NOW);

    assertThat(explanation.changesAt()).hasValue(NOW + 7 * DAY + 1);
  }

  @Test
  void next_isWhatDecidesByItself() throws Exception {
    assertThat(explained("a", "age > 20 and loyalty.tier = 'gold'").next())
        .extracting(Part::pql)
        .containsExactly("loyalty.tier = \"gold\"");
    assertThat(explained("a", "age > 90 and loyalty.tier = 'gold'").next())
        .extracting(Part::pql)
        .containsExactly("age > 90", "loyalty.tier = \"gold\"");
    assertThat(explained("a", "age > 20 or loyalty.tier = 'gold'").next())
        .extracting(Part::pql)
        .containsExactly("age > 20");
  }

  @Test
  void lines_areReadByPeople() throws Exception {
    String recent = "xEvent[timestamp occurs <= 7 days before now]";

    assertThat(ExplanationLines.of(explained("a", recent + " and (age > 40 or shoeSize > 3)")))
        .containsExactly(
            "not in",
            "  ? " + recent + " and (age > 40 or shoeSize > 3)",
            "    + " + recent + "  until 2024-10-10T00:00:00.001Z",
            "    ? age > 40 or shoeSize > 3",
            "      - age > 40",
            "      ? shoeSize > 3",
            "changes with age > 40; a fact of age",
            "changes with shoeSize > 3; a fact of shoeSize");
    assertThat(ExplanationLines.of(explained("a", recent)))
        .containsExactly(
            "in",
            "  + " + recent + "  until 2024-10-10T00:00:00.001Z",
            "leaves by time alone at 2024-10-10T00:00:00.001Z",
            "changes with " + recent + "; a fact of xEvent");
  }

  @Test
  void of_readsPartsUnderTheNameOfTheProfile() throws Exception {
    assertThat(explained("a", "P => P.age > 20 and P.age < 40").whole().parts())
        .extracting(Part::pql, Part::verdict)
        .containsExactly(tuple("P.age > 20", Verdict.TRUE), tuple("P.age < 40", Verdict.TRUE));
  }

  /** The event is at midnight in UTC, which is nine in the morning in Tokyo. */
  @Test
  void of_takesPartsByTheCalendarOfTheSegment() throws Exception {
    SegmentDefinition definition =
        new SegmentDefinition(
            "a", "a", "age > 20 and xEvent[timestamp occurs today]", ZoneId.of("Asia/Tokyo"), true);
    long midnight = NOW - DAY + Duration.ofHours(15).toMillis();
    SegmentSet segments = SegmentSet.of(List.of(definition));

    Explanation before = Explanation.of(segments, "a", SARAH, midnight - 1);
    Explanation after = Explanation.of(segments, "a", SARAH, midnight);

    assertThat(before.whole().parts())
        .extracting(Part::verdict, Part::changesAt)
        .containsExactly(
            tuple(Verdict.TRUE, OptionalLong.empty()),
            tuple(Verdict.TRUE, OptionalLong.of(midnight)));
    assertThat(after.whole().parts())
        .extracting(Part::verdict)
        .containsExactly(Verdict.TRUE, Verdict.FALSE);
  }
}
