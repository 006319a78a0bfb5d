/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.kindred.segment.SegmentPlan.Rest;
import io.kindred.segment.Subject.Occurrence;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SegmentPlanTest {

  private static SegmentPlan plan(String... idsAndPql) throws Exception {
    return SegmentPlan.of(SegmentSetTest.set(idsAndPql));
  }

  /** The segments that an event can change. */
  private static Set<String> changedBy(SegmentPlan plan, String event) {
    FakeSubject subject = new FakeSubject().event(0, event);
    Occurrence occurrence = subject.events().get(0);
    return plan.matching(occurrence).stream()
        .boxed()
        .flatMap(selection -> plan.selected(selection).segments().stream())
        .map(place -> plan.steps().get(place).id())
        .collect(Collectors.toSet());
  }

  private static SegmentPlan.Selected only(SegmentPlan plan) {
    return plan.selected(0);
  }

  @Test
  void matching_isWhatTheEventSatisfies() throws Exception {
    SegmentPlan plan =
        plan(
            "equal", "xEvent[k = 'x' and v > 1]",
            "other", "xEvent[k = 'y']",
            "listed", "xEvent[k in ['x', 'z']]",
            "either", "xEvent[(k = 'x' or k = 'q') and timestamp occurs <= 1 day before now]",
            "apart", "xEvent[k = 'q' or v = 2]",
            "text", "xEvent[k.equals('x')]",
            "deep", "xEvent[items.k = 'x']",
            "all", "xEvent.count() > 3");

    assertThat(changedBy(plan, "{\"k\": \"x\", \"v\": 2, \"items\": [{\"k\": \"y\"}]}"))
        .containsExactlyInAnyOrder("equal", "listed", "either", "apart", "text", "all");
    assertThat(changedBy(plan, "{\"k\": [\"y\", \"z\"], \"items\": [{\"k\": \"x\"}]}"))
        .containsExactlyInAnyOrder("other", "listed", "deep", "all");
  }

  @Test
  void otherThan_namesWhatIsNewOrChanged_andWhoeverAsksAboutIt() throws Exception {
    SegmentPlan before =
        plan("a", "xEvent[k = 1]", "b", "inSegment('a')", "c", "inSegment('b')", "d", "name");
    SegmentPlan after =
        plan(
            "a",
            "xEvent[k = 2]",
            "b",
            "inSegment('a')",
            "c",
            "inSegment('b')",
            "d",
            "name",
            "e",
            "name");

    assertThat(after.otherThan(before)).containsExactly("a", "b", "c", "e");
    assertThat(before.otherThan(before)).isEmpty();
  }

  @Test
  void readers_areThoseThatLookAtAnAttribute() throws Exception {
    SegmentPlan plan = plan("a", "loyalty.tier = 'x'", "b", "xEvent[v > ^.points]", "c", "name");

    assertThat(plan.readers(List.of("points")).stream().mapToObj(i -> plan.steps().get(i).id()))
        .containsExactly("b");
  }

  @Test
  void fields_areThoseThatAreReadBesidesTheSelection() throws Exception {
    assertThat(only(plan("a", "xEvent[k = 'x'].count() > 1")).fields()).hasToString("{}");
    assertThat(only(plan("a", "xEvent[k = 'x'].sum(v) > 1")).fields()).hasToString("{v=*}");
    assertThat(only(plan("a", "xEvent[k = 'x' and items.v != ^.w]")).fields())
        .hasToString("{items={v=*}}");
    assertThat(
            only(plan("a", "xEvent[k = 'x' and timestamp occurs <= 2 days before now]")).fields())
        .hasToString("{}");
    assertThat(only(plan("a", "xEvent.topN(v, 1).w = 'x'")).fields()).hasToString("*");
  }

  @Test
  void horizon_isTheLongestWindow() throws Exception {
    String window = "xEvent[k = 'x' and timestamp occurs <= %d days before now]";

    assertThat(only(plan("a", window.formatted(2), "b", window.formatted(5))).horizon())
        .isEqualTo(Duration.ofDays(6).toMillis());
    assertThat(only(plan("a", window.formatted(2), "b", "xEvent[k = 'x'].count() > 1")).horizon())
        .isEqualTo(Horizon.NONE);
    assertThat(only(plan("a", "xEvent[timestamp occurs > 2 days before now]")).horizon())
        .isEqualTo(Horizon.NONE);
  }

  @Test
  void rest_isWhatNobodyIs() throws Exception {
    SegmentPlan plan =
        plan(
            "in", "not xEvent[k = 'x']",
            "out", "xEvent[k = 'x']",
            "moving", "currentMonth() = 3",
            "via", "not inSegment('moving')",
            "with", "inSegment('in')");

    assertThat(plan.steps())
        .extracting(SegmentPlan.Step::id, SegmentPlan.Step::rest)
        .containsExactlyInAnyOrder(
            tuple("in", Rest.IN),
            tuple("out", Rest.OUT),
            tuple("moving", Rest.MOVING),
            tuple("via", Rest.MOVING),
            tuple("with", Rest.IN));
  }

  @Test
  void fingerprint_changesWithWhatIsAsked() throws Exception {
    long one = plan("a", "xEvent[k = 'x']").fingerprint();

    assertThat(plan("a", "xEvent[k='x']").fingerprint()).isEqualTo(one);
    assertThat(plan("a", "xEvent[k = 'y']").fingerprint()).isNotEqualTo(one);
    assertThat(plan("b", "xEvent[k = 'x']").fingerprint()).isNotEqualTo(one);
  }

  private static SegmentPlan zoned(String pql, String... zones) throws Exception {
    List<SegmentDefinition> definitions = new ArrayList<>();
    for (String zone : zones) {
      String id = "s" + definitions.size();
      definitions.add(new SegmentDefinition(id, id, pql, ZoneId.of(zone), true));
    }
    return SegmentPlan.of(SegmentSet.of(definitions));
  }

  @Test
  void steps_inOtherZonesAreOtherConditions() throws Exception {
    String pql = "xEvent[k = 'x' and timestamp occurs on date(2026, 3, 1)]";
    SegmentPlan plan = zoned(pql, "Europe/Berlin", "UTC", "Etc/UTC", "Europe/Berlin");

    assertThat(plan.steps()).extracting(SegmentPlan.Step::like).containsExactly(0, 1, 1, 0);
    assertThat(plan.placeOf((Selection.Events) plan.steps().get(0).condition()))
        .isNotEqualTo(plan.placeOf((Selection.Events) plan.steps().get(1).condition()));
    assertThat(zoned(pql, "UTC").fingerprint())
        .isNotEqualTo(zoned(pql, "Europe/Berlin").fingerprint());
  }

  /** What is asked of an event alone, and not of time, is remembered once. */
  @Test
  void selections_areSharedBetweenZones() throws Exception {
    SegmentPlan plan = zoned("xEvent[k = 'x' and timestamp occurs today]", "UTC", "Europe/Berlin");

    assertThat(plan.steps()).extracting(SegmentPlan.Step::like).containsExactly(0, 1);
    assertThat(only(plan).segments()).containsExactly(0, 1);
  }

  /** A set iterates in another order in each run, which must not show. */
  @Test
  void key_isTheSameInEveryRun() throws Exception {
    assertThat(only(plan("a", "xEvent[k in ['z', 'x', 'y']]")).events().toString())
        .contains("texts=[x, y, z]");
  }
}
