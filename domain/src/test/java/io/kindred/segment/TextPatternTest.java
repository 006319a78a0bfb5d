/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No pattern may cost the stream its time, nor a thread its stack. */
class TextPatternTest {

  private static final String LONG = "a".repeat(20_000);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "twice as long for each character | ^(a+)+$",
        "to the power of the wildcards | .*a.*a.*a.*a.*a.*a.*a.*b",
        "as deep as the text is long | ^(a!?)*b",
      })
  void search_withoutEnd_isUnknown(String name, String regex) {
    TextPattern pattern = TextPattern.regex(regex);

    assertThat(pattern.matches(LONG + "!")).as(name).isNull();
    assertThat(pattern.group(LONG + "!", 0)).as(name).isNull();
  }

  @Test
  void like_ofManyWildcards_isKnown() {
    TextPattern pattern = TextPattern.like("%a".repeat(50) + "%b");

    assertThat(pattern.matches(LONG)).isFalse();
    assertThat(pattern.matches(LONG + "b")).isTrue();
  }
}
