/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.grammar.PqlLexer;
import io.kindred.segment.grammar.PqlParser;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/**
 * An expression of the segment language, read and checked.
 *
 * @param slots how many slots its items need
 * @param references the segments it asks about
 */
record Pql(Expression expression, int slots, List<Reference> references) {

  /** Another segment, and where it is named. */
  record Reference(String id, int line, int column) {}

  static Pql read(String text) throws InvalidDefinition {
    return read(text, Map.of());
  }

  /** Takes selections of events that are in {@code known} from there. */
  static Pql read(String text, Map<Expression.Events, Expression.Events> known)
      throws InvalidDefinition {
    SyntaxProblems problems = new SyntaxProblems();
    PqlLexer lexer = new PqlLexer(CharStreams.fromString(text));
    PqlParser parser = new PqlParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(problems);
    parser.addParseListener(problems);
    try {
      return new PqlReader(known).read(parser.definition());
    } catch (PqlProblem e) {
      throw new InvalidDefinition(String.valueOf(e.getMessage()), e);
    }
  }
}
