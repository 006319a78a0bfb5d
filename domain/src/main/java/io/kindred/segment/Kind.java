/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;

/** What kind a value is, as far as that is known before there is one. */
enum Kind {
  BOOLEAN("a condition"),
  NUMBER("a number"),
  TEXT("a text"),
  MOMENT("a moment"),
  ARRAY("an array"),
  OBJECT("an object"),
  MAP("a map"),
  ANY("a value");

  private final String shown;

  Kind(String shown) {
    this.shown = shown;
  }

  static Kind of(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> BOOLEAN;
      case NUMBER -> NUMBER;
      case STRING -> TEXT;
      case ARRAY -> ARRAY;
      case OBJECT -> OBJECT;
      default -> ANY;
    };
  }

  /** Whether a value of this kind and one of the other can ever be compared. */
  boolean comparesWith(Kind other) {
    return this == other
        || isOpen()
        || other.isOpen()
        || (this == MOMENT && other != BOOLEAN && other != OBJECT)
        || (other == MOMENT && this != BOOLEAN && this != OBJECT);
  }

  /** Whether it may have values of any kind: an array is compared item by item. */
  private boolean isOpen() {
    return this == ANY || this == ARRAY;
  }

  /** Whether this may be used where the other is expected. */
  boolean servesAs(Kind expected) {
    return this == expected
        || isOpen()
        || expected == ANY
        || (this == MAP && expected == OBJECT)
        || (this == OBJECT && expected == MAP)
        || (expected == BOOLEAN && (this == OBJECT || this == MAP))
        || (this == MOMENT && expected == TEXT);
  }

  /** As a person would call it. */
  String shown() {
    return shown;
  }
}
