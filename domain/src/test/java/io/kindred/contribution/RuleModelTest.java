/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleModelTest {

  private static final Layout LAYOUT =
      new Layout(Set.of(), false, Set.of("direct"), Duration.ofDays(7));

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "FIRST,           a b c,           1 0 0",
    "LAST,            a b c,           0 0 1",
    "LAST_NON_DIRECT, a b direct,      0 1 0",
    "LAST_NON_DIRECT, a direct b,      0 0 1",
    "LAST_NON_DIRECT, direct direct,   1",
    "LINEAR,          a b a c,         0.5 0.25 0.25",
    "POSITION,        a,               1",
    "POSITION,        a b,             0.5 0.5",
    "POSITION,        a b c,           0.4 0.2 0.4",
    "POSITION,        a b c d,         0.4 0.1 0.1 0.4",
    "POSITION,        a b a a,         0.9 0.1"
  })
  void of_sharesByTheRule(RuleModel model, String path, String shares) {
    List<String> channels = List.of(path.split(" "));

    Contribution contribution = model.of(LAYOUT.marks(untimed(channels, 10, 300)));

    List<String> distinct = channels.stream().distinct().toList();
    double[] expected = Arrays.stream(shares.split(" ")).mapToDouble(Double::valueOf).toArray();
    assertThat(contribution.byChannel()).hasSize(distinct.size());
    for (int i = 0; i < expected.length; i++) {
      Credit credit = contribution.of(distinct.get(i));
      assertThat(credit.conversions()).isCloseTo(10 * expected[i], within(1e-14));
      assertThat(credit.value()).isCloseTo(300 * expected[i], within(1e-12));
    }
  }

  @Test
  void timeDecay_halvesWithEachHalfLife() {
    long week = Duration.ofDays(7).toMillis();
    Path path =
        new Path(List.of("a", "b", "c"), List.of(2 * week, week, 0L), new Amount(7, 0, 700));

    Contribution contribution = RuleModel.TIME_DECAY.of(LAYOUT.marks(path));

    assertThat(contribution.of("a")).isEqualTo(new Credit(1, 100));
    assertThat(contribution.of("b")).isEqualTo(new Credit(2, 200));
    assertThat(contribution.of("c")).isEqualTo(new Credit(4, 400));
  }

  @Test
  void timeDecay_ofTouchesLongAgoIsThatOfTouchesNow() {
    long year = Duration.ofDays(365).toMillis();
    long week = Duration.ofDays(7).toMillis();
    Path path =
        new Path(List.of("a", "b"), List.of(90 * year + week, 90 * year), new Amount(3, 0, 30));

    Contribution contribution = RuleModel.TIME_DECAY.of(LAYOUT.marks(path));

    assertThat(contribution.of("a")).isEqualTo(new Credit(1, 10));
    assertThat(contribution.of("b")).isEqualTo(new Credit(2, 20));
  }

  @Test
  void stepDecay_takesEachTouchForAStep() {
    Counts counts = LAYOUT.marks(untimed(List.of("a", "b", "c"), 7, 0));

    Contribution contribution = new StepDecay(1).of(counts);

    assertThat(contribution.of("a").conversions()).isCloseTo(1, within(1e-14));
    assertThat(contribution.of("b").conversions()).isCloseTo(2, within(1e-14));
    assertThat(contribution.of("c").conversions()).isCloseTo(4, within(1e-14));
  }

  @Test
  void of_pathsWithoutATouchAreUnattributed() {
    Counts counts = LAYOUT.marks(untimed(List.of(), 5, 50));

    for (RuleModel model : RuleModel.values()) {
      assertThat(model.of(counts).unattributed()).isEqualTo(new Credit(5, 50));
      assertThat(model.of(counts).byChannel()).isEmpty();
    }
  }

  private static Path untimed(List<String> channels, long conversions, long value) {
    return Path.untimed(channels, new Amount(conversions, 3, value));
  }
}
