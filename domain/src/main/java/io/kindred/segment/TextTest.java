/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Locale;

/** What a text can be asked about another. */
enum TextTest {
  STARTS_WITH,
  ENDS_WITH,
  CONTAINS,
  EQUALS;

  boolean of(String text, String other, boolean exact) {
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
