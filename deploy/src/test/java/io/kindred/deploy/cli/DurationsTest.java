/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "5s, 5",
    "0.5s, 0",
    "2m, 120",
    "1h30m, 5400",
    "PT2M, 120",
    "pt1h, 3600",
    "24h, 86400"
  })
  void parse_asPeopleWriteIt(String text, long seconds) {
    assertThat(Durations.parse(text)).map(Duration::toSeconds).contains(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "0s", "-5s", "5x", "25h", "PT", "P40000000D"})
  void parse_anythingElse_isNothing(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }
}
