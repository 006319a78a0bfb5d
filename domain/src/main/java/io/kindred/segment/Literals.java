/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.HexFormat;
import org.antlr.v4.runtime.Token;

/** Strings and numbers as they are written. */
final class Literals {

  private static final int HEX_DIGITS = 4;

  private Literals() {}

  static JsonNode number(Token token) {
    String text = token.getText();
    double real = Double.parseDouble(text);
    if (Double.isInfinite(real)) {
      throw PqlProblem.found(token, "a number up to 1.8e308");
    }
    if (!text.chars().allMatch(Character::isDigit)) {
      return DoubleNode.valueOf(real);
    }
    return whole(new BigInteger(text));
  }

  /** With the other sign; a whole number stays one. */
  static JsonNode negative(JsonNode number) {
    return number.isIntegralNumber()
        ? whole(number.bigIntegerValue().negate())
        : DoubleNode.valueOf(0.0 - number.doubleValue());
  }

  private static JsonNode whole(BigInteger number) {
    return number.bitLength() < Long.SIZE
        ? LongNode.valueOf(number.longValue())
        : BigIntegerNode.valueOf(number);
  }

  static long wholeNumber(Token token, String expected) {
    JsonNode number = number(token);
    if (!number.isLong()) {
      throw PqlProblem.found(token, expected);
    }
    return number.longValue();
  }

  static JsonNode string(Token token) {
    String text = token.getText();
    StringBuilder unescaped = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        unescaped.append(c);
      } else if (text.charAt(i + 1) == 'u') {
        unescaped.append(unicode(token, text, i + 2));
        i += 1 + HEX_DIGITS;
      } else {
        unescaped.append(unescaped(text.charAt(i + 1)));
        i++;
      }
    }
    return TextNode.valueOf(unescaped.toString());
  }

  /** What no escape is known for stays as it was, so that a regex survives a single backslash. */
  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '"', '\'', '\\', '/' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private static char unicode(Token token, String text, int at) {
    try {
      return (char) HexFormat.fromHexDigits(text, at, at + HEX_DIGITS);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw PqlProblem.found(token, "four hexadecimal digits after \\u");
    }
  }
}
