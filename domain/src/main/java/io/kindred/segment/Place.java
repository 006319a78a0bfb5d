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

  static Place of(Token token) {
    int column = token.getCharPositionInLine() + 1;
    return new Place(token.getLine(), column, token.getLine() + ":" + column, shown(token));
  }

  /** A node of {@code pql/json}. It has no line. */
  static Place in(String pointer, String found) {
    return new Place(1, 1, pointer.isEmpty() ? "/" : pointer, "'" + found + "'");
  }

  private static String shown(Token token) {
    String text = token.getText();
    if (token.getType() == Token.EOF) {
      return "the end";
    }
    return text.equals("\"") || text.equals("'") ? "a string that does not end" : "'" + text + "'";
  }
}
