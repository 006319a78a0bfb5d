/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How two values compare. */
enum Comparison {
  EQUAL("="),
  UNEQUAL("!="),
  ABOVE(">"),
  AT_LEAST(">="),
  BELOW("<"),
  AT_MOST("<=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  static Comparison of(String symbol) {
    for (Comparison comparison : values()) {
      if (comparison.symbol.equals(symbol)) {
        return comparison;
      }
    }
    throw new IllegalArgumentException(symbol);
  }

  /** Of two single values; unknown (null) where they are not of one kind, or have no order. */
  @Nullable Boolean of(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return of(compareNumbers(left, right));
    }
    if (left.isTextual() && right.isTextual()) {
      return of(left.textValue().compareTo(right.textValue()));
    }
    if (left.getNodeType() != right.getNodeType()) {
      return null;
    }
    return switch (this) {
      case EQUAL -> same(left, right);
      case UNEQUAL -> !same(left, right);
      default -> null;
    };
  }

  /** Whether it asks which comes first, and not only whether they are the same. */
  boolean isOfOrder() {
    return this != EQUAL && this != UNEQUAL;
  }

  /** What it is with both sides exchanged. */
  Comparison mirrored() {
    return switch (this) {
      case EQUAL, UNEQUAL -> this;
      case ABOVE -> BELOW;
      case AT_LEAST -> AT_MOST;
      case BELOW -> ABOVE;
      case AT_MOST -> AT_LEAST;
    };
  }

  /** As it is written. */
  String symbol() {
    return symbol;
  }

  private boolean of(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case UNEQUAL -> order != 0;
      case ABOVE -> order > 0;
      case AT_LEAST -> order >= 0;
      case BELOW -> order < 0;
      case AT_MOST -> order <= 0;
    };
  }

  /** Of two lists, for equal or unequal: whether they have the same items, in whatever order. */
  boolean ofWhole(JsonNode left, JsonNode right) {
    return sameItems(left, right) == (this == EQUAL);
  }

  private static boolean sameItems(JsonNode left, JsonNode right) {
    if (left.size() != right.size()) {
      return false;
    }
    Map<Same, Integer> rest = new HashMap<>();
    right.forEach(item -> rest.merge(new Same(item), 1, Integer::sum));
    for (JsonNode item : left) {
      Same same = new Same(item);
      int times = rest.getOrDefault(same, 0);
      if (times == 0) {
        return false;
      }
      rest.put(same, times - 1);
    }
    return true;
  }

  /** Numbers before texts, and each in their order: one that sorting may rely on. */
  static int rank(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return rankNumbers(left, right);
    }
    return left.isTextual() && right.isTextual()
        ? left.textValue().compareTo(right.textValue())
        : Boolean.compare(left.isTextual(), right.isTextual());
  }

  /** Exact for all that are finite: two whole numbers may both equal a double and differ. */
  private static int rankNumbers(JsonNode left, JsonNode right) {
    boolean finite = Double.isFinite(left.doubleValue()) && Double.isFinite(right.doubleValue());
    return finite && (isDouble(left) || isDouble(right))
        ? left.decimalValue().compareTo(right.decimalValue())
        : compareNumbers(left, right);
  }

  /** Whether two values are the same; 1 and 1.0 are. */
  static boolean same(JsonNode left, JsonNode right) {
    return left.equals(Comparison::order, right);
  }

  private static int order(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return compareNumbers(left, right);
    }
    return left.equals(right) ? 0 : 1;
  }

  /** Exact, except between two numbers of which one came in as a double. */
  static int compareNumbers(JsonNode left, JsonNode right) {
    if (isLong(left) && isLong(right)) {
      return Long.compare(left.longValue(), right.longValue());
    }
    if (isDouble(left) || isDouble(right)) {
      // Nought has no sign here.
      return Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
    }
    return left.decimalValue().compareTo(right.decimalValue());
  }

  static boolean isLong(JsonNode number) {
    return number.isInt() || number.isLong() || number.isShort();
  }

  private static boolean isDouble(JsonNode number) {
    return number.isFloatingPointNumber() && !number.isBigDecimal();
  }
}
