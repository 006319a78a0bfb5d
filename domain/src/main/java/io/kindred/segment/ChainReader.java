/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Syntax.Element;
import io.kindred.segment.Syntax.Element.Count;
import io.kindred.segment.grammar.PqlParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads {@code chain(xEvent, timestamp, […])}. */
final class ChainReader {

  /** More steps than this are refused as they are where definitions come from. */
  static final int ELEMENTS_MAX = 6;

  private static final int COUNT_MAX = 1000;
  private static final String COUNT_EXPECTED = "a whole number from 1 to " + COUNT_MAX;

  private final SyntaxReader reader;

  ChainReader(SyntaxReader reader) {
    this.reader = reader;
  }

  Syntax read(PqlParser.ChainContext context) {
    Token timestamp = context.name().getStart();
    if (!timestamp.getText().equals("timestamp")) {
      throw PqlProblem.found(timestamp, "'timestamp'");
    }
    Syntax events = reader.visit(context.sum());
    return new Syntax.Chain(
        Place.of(context.getStart()),
        events,
        context.element().stream().map(this::element).toList());
  }

  private Element element(PqlParser.ElementContext context) {
    boolean negated = !context.negator().isEmpty();
    Count count = negated ? Count.NONE : Count.ONCE;
    List<Syntax> where = new ArrayList<>();
    List<Occurrence> when = new ArrayList<>();
    for (PqlParser.ClauseContext clause : context.event().clause()) {
      if (clause instanceof PqlParser.WhereContext condition) {
        where.add(reader.visit(condition.expression()));
      } else if (clause instanceof PqlParser.WhenContext times) {
        times.occurrence().forEach(each -> when.add(reader.occurrences().read(each)));
      } else if (clause instanceof PqlParser.TimesContext times) {
        count = count(times, negated);
      }
    }
    return new Element(
        Place.of(context.getStart()),
        context.name().getText(),
        reader.visit(context.event().expression()),
        where,
        when,
        count);
  }

  private static Count count(PqlParser.TimesContext times, boolean negated) {
    if (negated) {
      Token first = times.bound(0).getStart();
      throw PqlProblem.found(first, "no count where none may be");
    }
    Count count = new Count(0, Integer.MAX_VALUE);
    for (PqlParser.BoundContext bound : times.bound()) {
      Count one = count(bound);
      count = new Count(Math.max(count.least(), one.least()), Math.min(count.most(), one.most()));
    }
    boolean never = count.least() > Math.min(count.most(), COUNT_MAX) || count.most() == 0;
    if (never || count.equals(unbounded())) {
      throw PqlProblem.found(times.bound(0).getStart(), COUNT_EXPECTED);
    }
    return count;
  }

  private static Count unbounded() {
    return new Count(0, Integer.MAX_VALUE);
  }

  private static Count count(PqlParser.BoundContext context) {
    if (context instanceof PqlParser.RangedContext ranged) {
      return new Count(number(ranged.NUMBER(0).getSymbol()), number(ranged.NUMBER(1).getSymbol()));
    }
    PqlParser.BoundedContext bounded = (PqlParser.BoundedContext) context;
    int number = number(bounded.NUMBER().getSymbol());
    if (bounded.comparator() == null) {
      return new Count(number, Integer.MAX_VALUE);
    }
    return switch (Comparison.of(bounded.comparator().getText())) {
      case EQUAL -> new Count(number, number);
      case AT_LEAST -> new Count(number, Integer.MAX_VALUE);
      case ABOVE -> new Count(number + 1, Integer.MAX_VALUE);
      case AT_MOST -> new Count(0, number);
      case BELOW -> new Count(0, number - 1);
      case UNEQUAL ->
          throw PqlProblem.found(bounded.comparator().getStart(), "=, <, <=, > or >= in a count");
    };
  }

  private static int number(Token number) {
    long found = Literals.wholeNumber(number, COUNT_EXPECTED);
    if (found < 0 || found > COUNT_MAX) {
      throw PqlProblem.found(number, COUNT_EXPECTED);
    }
    return (int) found;
  }
}
