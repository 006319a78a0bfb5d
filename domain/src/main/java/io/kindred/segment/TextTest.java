/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a text can be asked about another. */
enum TextTest {
  STARTS_WITH,
  ENDS_WITH,
  CONTAINS,
  EQUALS;

  /** Unknown (null) of what is no text; values of any kind are equal or not. */
  @Nullable Boolean of(JsonNode value, JsonNode other, boolean exact) {
    if (value.isTextual() && other.isTextual()) {
      return of(value.textValue(), other.textValue(), exact);
    }
    return this == EQUALS ? Comparison.EQUAL.of(value, other) : null;
  }

  private boolean of(String text, String other, boolean exact) {
    return exact ? of(text, other) : of(lower(text), lower(other));
  }

  private boolean of(String text, String other) {
    return switch (this) {
      case STARTS_WITH -> text.startsWith(other);
      case ENDS_WITH -> text.endsWith(other);
      case CONTAINS -> text.contains(other);
      case EQUALS -> text.equals(other);
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
