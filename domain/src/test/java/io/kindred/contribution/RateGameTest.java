/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateGameTest {

  private static final Layout LAYOUT = new Layout(Set.of(), true, Set.of(), Layout.HALF_LIFE);

  /** Without a touch 1 of 10 converts, with a 2, with b 1, with both 3: b only helps beside a. */
  @Test
  void of_sharesWhatRatesGain() {
    Counts counts =
        RandomPaths.counts(
            LAYOUT,
            List.of(
                path(List.of(), 100, 900),
                path(List.of("a"), 300, 700),
                path(List.of("b"), 100, 900),
                path(List.of("a", "b"), 700, 300)));

    Contribution contribution = new RateGame(500).of(counts);

    // Within {} 0.1, {a} 0.2, {b} 0.1, {a, b} 0.3: a gains 0.15 and b 0.05 of 0.3.
    assertThat(contribution.of("a").conversions()).isCloseTo(600, within(1e-9));
    assertThat(contribution.of("b").conversions()).isCloseTo(200, within(1e-9));
    assertThat(contribution.unattributed().conversions()).isCloseTo(400, within(1e-9));
  }

  /** All 9 journeys of b alone convert, against 3 of 10 of a: by its rate b would be given most. */
  @Test
  void of_doesNotBelieveRareSets() {
    Counts counts =
        RandomPaths.counts(LAYOUT, List.of(path(List.of("a"), 300, 700), path(List.of("b"), 9, 0)));

    Contribution contribution = new RateGame(500).of(counts);

    assertThat(contribution.of("b").conversions()).isLessThan(4);
    assertThat(contribution.total().conversions()).isCloseTo(309, within(1e-9));
  }

  /** That all who were not touched convert is because the others are not there. */
  @Test
  void of_believesTheUntouchedOnlyWithAHoldout() {
    Counts counts =
        RandomPaths.counts(LAYOUT, List.of(path(List.of(), 1000, 0), path(List.of("a"), 300, 700)));

    Contribution contribution = new RateGame(500).of(counts);

    assertThat(contribution.of("a").conversions()).isCloseTo(300, within(1e-9));
    assertThat(contribution.unattributed().conversions()).isCloseTo(1000, within(1e-9));
  }

  @Test
  void rateGame_isOnlyThereBehindASupport() {
    assertThatThrownBy(() -> new RateGame(99)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Path path(List<String> channels, long conversions, long nulls) {
    return Path.untimed(channels, new Amount(conversions, nulls, 0));
  }
}
