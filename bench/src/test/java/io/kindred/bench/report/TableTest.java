/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void rows_areMarkdownAndAligned() {
    Table table = new Table("job", "events/s").row("roofline", "60,000").row("a|b", 1);

    assertThat(table)
        .hasToString(
            """
            | job      | events/s |
            | -------- | -------- |
            | roofline | 60,000   |
            | a\\|b     | 1        |""");
  }

  @Test
  void aRowOfAnotherWidth_isRefused() {
    assertThatThrownBy(() -> new Table("one").row("a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSpread_namesTheMedianAndTheEnds() {
    assertThat(Spread.of(List.of(300.0, 100.0, 250.0))).hasToString("250 (100–300)");
    assertThat(Spread.of(List.of(0.5))).hasToString("0.50");
    assertThat(Spread.of(List.of(1.0, 2.0)).median()).isEqualTo(1.5);
  }

  @Test
  void percentiles_areRanks() {
    double[] hundred = java.util.stream.IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

    assertThat(Spread.percentile(hundred, 0.5)).isEqualTo(50);
    assertThat(Spread.percentile(hundred, 0.99)).isEqualTo(99);
    assertThat(Spread.percentile(hundred, 1)).isEqualTo(100);
    assertThat(Spread.percentile(hundred, 0)).isEqualTo(1);
  }
}
