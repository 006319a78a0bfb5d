/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import org.antlr.v4.runtime.Token;

/**
 * Where something stands, and what stands there.
 *
 * @param where line and column from 1; in {@code pql/json}, the JSON pointer of the node
 */
record Place(int line, int column, String where, String found) {

  private static final int SHOWN_MAX = 80;

  static Place of(Token token) {
    int column = token.getCharPositionInLine() + 1;
    return new Place(token.getLine(), column, token.getLine() + ":" + column, shown(token));
  }

  /** A node of {@code pql/json}. It has no line. */
  static Place in(String pointer, String found) {
    return new Place(1, 1, pointer.isEmpty() ? "/" : pointer, quoted(found));
  }

  private static String shown(Token token) {
    String text = token.getText();
    if (token.getType() == Token.EOF) {
      return "the end";
    }
    return text.equals("\"") || text.equals("'") ? "a string that does not end" : quoted(text);
  }

  /** Its beginning, where it is long. */
  private static String quoted(String text) {
    return "'" + (text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…") + "'";
  }
}
