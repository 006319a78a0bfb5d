/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What can be calculated of two numbers. Whole numbers stay whole but for a quotient. */
enum Arithmetic {
  PLUS,
  MINUS,
  TIMES,
  OVER,
  MODULO;

  static Arithmetic of(String symbol) {
    return switch (symbol) {
      case "+" -> PLUS;
      case "-" -> MINUS;
      case "*" -> TIMES;
      case "/" -> OVER;
      case "%" -> MODULO;
      default -> throw new IllegalArgumentException(symbol);
    };
  }

  /** Missing where there is no such number. */
  JsonNode of(JsonNode left, JsonNode right) {
    if (!left.isNumber() || !right.isNumber()) {
      return MissingNode.getInstance();
    }
    if (this != OVER && Comparison.isLong(left) && Comparison.isLong(right)) {
      return of(left.longValue(), right.longValue());
    }
    return of(left.doubleValue(), right.doubleValue());
  }

  private JsonNode of(long left, long right) {
    try {
      return switch (this) {
        case PLUS -> LongNode.valueOf(Math.addExact(left, right));
        case MINUS -> LongNode.valueOf(Math.subtractExact(left, right));
        case TIMES -> LongNode.valueOf(Math.multiplyExact(left, right));
        case OVER, MODULO ->
            right == 0 ? MissingNode.getInstance() : LongNode.valueOf(left % right);
      };
    } catch (ArithmeticException e) {
      return of((double) left, (double) right);
    }
  }

  private JsonNode of(double left, double right) {
    double result =
        switch (this) {
          case PLUS -> left + right;
          case MINUS -> left - right;
          case TIMES -> left * right;
          case OVER -> left / right;
          case MODULO -> left % right;
        };
    return Double.isFinite(result) ? DoubleNode.valueOf(result) : MissingNode.getInstance();
  }
}
