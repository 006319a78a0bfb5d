/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.grammar.PqlParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Refuses at the first token that does not fit, in words a marketer knows, and what is too deep.
 */
final class SyntaxProblems extends BaseErrorListener implements ParseTreeListener {

  /** Rules within rules: about a hundred brackets, and far from the end of a thread's stack. */
  private static final int DEPTH_MAX = 1000;

  private int depth;

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object offending,
      int line,
      int column,
      String message,
      @Nullable RecognitionException cause) {
    if (offending instanceof Token token && recognizer instanceof Parser parser) {
      throw PqlProblem.found(token, expected(parser, cause));
    }
    int from1 = column + 1;
    throw new PqlProblem(new Place(line, from1, line + ":" + from1, ""), message);
  }

  private static String expected(Parser parser, @Nullable RecognitionException cause) {
    IntervalSet tokens =
        new IntervalSet(cause == null ? parser.getExpectedTokens() : cause.getExpectedTokens());
    List<String> words = new ArrayList<>();
    if (tokens.contains(PqlParser.NUMBER) && tokens.contains(PqlParser.OPEN)) {
      return "an expression";
    }
    if (tokens.contains(PqlParser.NAME) && tokens.contains(PqlParser.OCCURS)) {
      return "a name";
    }
    if (List.of(Token.EOF, PqlParser.CLOSE, PqlParser.CLOSE_LIST).stream()
        .anyMatch(tokens::contains)) {
      words.add("an operator");
      operators().forEach(tokens::remove);
    }
    tokens.toList().forEach(type -> words.add(name(parser, type)));
    return String.join(" or ", words);
  }

  private static List<Integer> operators() {
    List<Integer> operators =
        new ArrayList<>(
            List.of(PqlParser.DOT, PqlParser.OPEN_LIST, PqlParser.OPEN, PqlParser.ARROW));
    for (int type = PqlParser.AND; type <= PqlParser.OCCURS; type++) {
      operators.add(type);
    }
    for (int type = PqlParser.EQUAL; type <= PqlParser.MODULO; type++) {
      operators.add(type);
    }
    return operators;
  }

  private static String name(Parser parser, int type) {
    return switch (type) {
      case Token.EOF -> "the end";
      case PqlParser.NAME -> "a name";
      case PqlParser.STRING -> "a string";
      case PqlParser.NUMBER -> "a number";
      default -> parser.getVocabulary().getDisplayName(type);
    };
  }

  @Override
  public void enterEveryRule(ParserRuleContext rule) {
    depth++;
    if (depth > DEPTH_MAX) {
      throw new PqlProblem(Place.of(rule.getStart()), "nested too deep");
    }
  }

  @Override
  public void exitEveryRule(ParserRuleContext rule) {
    depth--;
  }

  @Override
  public void visitTerminal(TerminalNode node) {}

  @Override
  public void visitErrorNode(ErrorNode node) {}
}
