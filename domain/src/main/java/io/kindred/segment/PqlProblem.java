/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import org.antlr.v4.runtime.Token;

/** What is wrong with an expression, and where: line and column count from 1. */
final class PqlProblem extends RuntimeException {

  PqlProblem(int line, int column, String problem) {
    super(line + ":" + column + ": " + problem);
  }

  PqlProblem(Token at, String problem) {
    this(at.getLine(), at.getCharPositionInLine() + 1, problem);
  }

  static PqlProblem found(Token at, String expected) {
    return new PqlProblem(at, "found " + shown(at) + "; expected " + expected);
  }

  static String shown(Token token) {
    String text = token.getText();
    if (token.getType() == Token.EOF) {
      return "the end";
    }
    return text.equals("\"") || text.equals("'") ? "a string that does not end" : "'" + text + "'";
  }
}
