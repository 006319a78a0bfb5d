/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleEstimateTest {

  @Test
  void size_ofAllIsExact() {
    SampleEstimate all = new SampleEstimate(200, 200, 30);

    assertThat(all.exact()).isTrue();
    assertThat(all.size()).isEqualTo(30);
    assertThat(all.standardError()).isZero();
    assertThat(all.lower()).isEqualTo(30);
    assertThat(all.upper()).isEqualTo(30);
  }

  @Test
  void size_ofASampleIsItsShareOfAll() {
    SampleEstimate sample = new SampleEstimate(1_000_000, 10_000, 1_000);

    assertThat(sample.size()).isEqualTo(100_000);
    assertThat(sample.standardError()).isCloseTo(2_985, within(1.0));
    assertThat(sample.lower()).isCloseTo(94_300, within(100L));
    assertThat(sample.upper()).isCloseTo(106_000, within(100L));
  }

  @Test
  void interval_hasAnEndAlsoWhereNoneOrAllMatch() {
    assertThat(new SampleEstimate(10_000, 100, 0).lower()).isZero();
    assertThat(new SampleEstimate(10_000, 100, 0).upper()).isBetween(300L, 400L);
    assertThat(new SampleEstimate(10_000, 100, 100).upper()).isEqualTo(10_000);
    assertThat(new SampleEstimate(10_000, 0, 0).upper()).isEqualTo(10_000);
    assertThat(new SampleEstimate(0, 0, 0).size()).isZero();
    assertThatThrownBy(() -> new SampleEstimate(1, 2, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Goal: 95 of 100 intervals hold the truth. Method: 2,000 samples of half a population. */
  @Test
  void interval_holdsTheTruthAsOftenAsItSays() {
    Random random = new Random(7);
    int held = 0;
    for (int run = 0; run < 2_000; run++) {
      int matched = 0;
      int left = 120;
      for (int i = 0; i < 300; i++) {
        if (random.nextInt(600 - i) < left) {
          left--;
          matched++;
        }
      }
      SampleEstimate estimate = new SampleEstimate(600, 300, matched);
      held += estimate.lower() <= 120 && 120 <= estimate.upper() ? 1 : 0;
    }
    assertThat(held / 2_000.0).isBetween(0.94, 0.985);
  }
}
