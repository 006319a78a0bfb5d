/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import org.antlr.v4.runtime.Token;

/** What is wrong with an expression, and where: line and column count from 1. */
public final class PqlProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String problem;

  PqlProblem(Place at, String problem) {
    super(at.where() + ": " + problem);
    this.line = at.line();
    this.column = at.column();
    this.problem = problem;
  }

  static PqlProblem found(Place at, String expected) {
    return new PqlProblem(at, "found " + at.found() + "; expected " + expected);
  }

  static PqlProblem found(Token at, String expected) {
    return found(Place.of(at), expected);
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
