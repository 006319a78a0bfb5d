/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** What is wrong with an expression, and where: line and column count from 1. */
public final class PqlProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String FOUND = "found ";
  private static final String EXPECTED = "; expected ";

  private final int line;
  private final int column;
  private final String problem;
  private final String where;

  PqlProblem(Place at, String problem) {
    super(at.where() + ": " + problem);
    this.line = at.line();
    this.column = at.column();
    this.problem = problem;
    this.where = at.where();
  }

  static PqlProblem found(Place at, String expected) {
    return new PqlProblem(at, FOUND + at.found() + EXPECTED + expected);
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

  /** In a tree of {@code pql/json}, the JSON pointer of the node; such a node has no line. */
  public Optional<String> pointer() {
    return where.startsWith("/") ? Optional.of(where) : Optional.empty();
  }

  /** What stands at the place, if the problem is that something else should. */
  public Optional<String> found() {
    int middle = problem.indexOf(EXPECTED);
    return problem.startsWith(FOUND) && middle > 0
        ? Optional.of(problem.substring(FOUND.length(), middle))
        : Optional.empty();
  }

  /** What should stand there instead. */
  public Optional<String> expected() {
    int middle = problem.indexOf(EXPECTED);
    return middle < 0
        ? Optional.empty()
        : Optional.of(problem.substring(middle + EXPECTED.length()));
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
