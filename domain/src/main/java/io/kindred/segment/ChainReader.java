/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Expression.Element;
import io.kindred.segment.grammar.PqlParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads {@code chain(xEvent, timestamp, […])}. */
final class ChainReader {

  /** More steps than this are refused as they are where definitions come from. */
  private static final int ELEMENTS_MAX = 6;

  private static final int COUNT_MAX = 1000;

  private final PqlReader reader;

  ChainReader(PqlReader reader) {
    this.reader = reader;
  }

  Expression read(PqlParser.ChainContext context) {
    require(context.name(0).getStart(), "xEvent");
    require(context.name(1).getStart(), "timestamp");
    if (context.element().size() > ELEMENTS_MAX) {
      throw PqlProblem.found(
          context.element(ELEMENTS_MAX).getStart(), "at most " + ELEMENTS_MAX + " elements");
    }
    if (context.element().stream().allMatch(ChainReader::isNegated)) {
      throw PqlProblem.found(
          context.element(0).getStart(), "an element that is not negated beside it");
    }
    return new Expression.Chain(elements(context.element()));
  }

  private static void require(Token found, String expected) {
    if (!found.getText().equals(expected)) {
      throw PqlProblem.found(found, "'" + expected + "'");
    }
  }

  private List<Element> elements(List<PqlParser.ElementContext> contexts) {
    List<Element> elements = new ArrayList<>();
    for (PqlParser.ElementContext context : contexts) {
      int slot = reader.scope().reserve();
      Expression condition = reader.atLevel(slot, () -> condition(context, slot));
      if (!isNegated(context)) {
        reader.scope().bind(context.NAME().getText(), slot);
      }
      elements.add(
          new Element(
              reader.select(slot, condition), slot, count(context), isNegated(context), true));
    }
    contexts.stream()
        .filter(context -> !isNegated(context))
        .forEach(context -> reader.scope().unbind(context.NAME().getText()));
    reader.scope().release(elements.get(0).slot());
    return elements.stream().map(element -> marked(element, elements)).toList();
  }

  private Expression condition(PqlParser.ElementContext context, int slot) {
    List<Expression> parts = new ArrayList<>();
    parts.add(reader.visit(context.expression()));
    for (PqlParser.ClauseContext clause : context.clause()) {
      if (clause instanceof PqlParser.WhereContext where) {
        parts.add(reader.visit(where.expression()));
      } else if (clause instanceof PqlParser.WhenContext when) {
        Expression timestamp = new Expression.Path(slot, List.of("timestamp"));
        parts.add(reader.moments().occurring(timestamp, when.getStart(), when.occurrence()));
      }
    }
    return new Expression.Junction(true, parts);
  }

  private static int count(PqlParser.ElementContext context) {
    int count = 1;
    for (PqlParser.ClauseContext clause : context.clause()) {
      if (clause instanceof PqlParser.TimesContext times) {
        Token number = times.NUMBER().getSymbol();
        String expected = "a whole number from 1 to " + COUNT_MAX;
        long found = Literals.wholeNumber(number, expected);
        if (found < 1 || found > COUNT_MAX || isNegated(context)) {
          throw PqlProblem.found(
              number, isNegated(context) ? "no count where none may be" : expected);
        }
        count = (int) found;
      }
    }
    return count;
  }

  private static boolean isNegated(PqlParser.ElementContext context) {
    return !context.NOT().isEmpty() || !context.BANG().isEmpty();
  }

  private static Element marked(Element element, List<Element> all) {
    boolean free =
        all.stream()
            .filter(other -> other.slot() > element.slot())
            .noneMatch(other -> looksAt(other.events(), element.slot()));
    return new Element(element.events(), element.slot(), element.count(), element.negated(), free);
  }

  private static boolean looksAt(Expression expression, int slot) {
    return (expression instanceof Expression.Path path && path.slot() == slot)
        || expression.parts().stream().anyMatch(part -> looksAt(part, slot));
  }
}
