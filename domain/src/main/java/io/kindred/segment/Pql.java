/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.grammar.PqlLexer;
import io.kindred.segment.grammar.PqlParser;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/**
 * An expression of the segment language, read and checked.
 *
 * @param syntax as it is written
 * @param calendar by which it counts days and longer
 * @param slots how many slots its items need
 * @param references the segments it asks about
 */
record Pql(
    Syntax syntax,
    Calendar calendar,
    Expression expression,
    int slots,
    List<Reference> references) {

  /** Another segment, and where it is named. */
  record Reference(String id, Place at) {}

  static Pql read(String text) throws InvalidDefinition {
    return read(text, Surroundings.NONE);
  }

  static Pql read(String text, Surroundings surroundings) throws InvalidDefinition {
    return read(syntax(text), surroundings);
  }

  static Pql read(Syntax syntax, Surroundings surroundings) throws InvalidDefinition {
    try {
      return new Resolver(surroundings).read(syntax);
    } catch (PqlProblem e) {
      throw new InvalidDefinition(String.valueOf(e.getMessage()), e);
    }
  }

  /** As it is written; a refusal's cause is a {@link PqlProblem}. */
  static Syntax syntax(String text) throws InvalidDefinition {
    SyntaxProblems problems = new SyntaxProblems();
    PqlLexer lexer = new PqlLexer(CharStreams.fromString(text));
    PqlParser parser = new PqlParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(problems);
    parser.addParseListener(problems);
    try {
      return new SyntaxReader().visit(parser.definition());
    } catch (PqlProblem e) {
      throw new InvalidDefinition(String.valueOf(e.getMessage()), e);
    }
  }
}
