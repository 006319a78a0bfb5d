/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.grammar.PqlParser;
import java.util.Locale;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Reads what stands after {@code occurs} and in {@code WHEN}, and words for moments. */
final class OccurrenceReader {

  private final SyntaxReader reader;

  OccurrenceReader(SyntaxReader reader) {
    this.reader = reader;
  }

  Occurrence read(PqlParser.OccurrenceContext context) {
    if (context instanceof PqlParser.WithinContext within) {
      return within(within);
    }
    if (context instanceof PqlParser.BesideContext beside) {
      return new Occurrence.Beside(beside.BEFORE() != null, reader.visit(beside.sum()));
    }
    if (context instanceof PqlParser.BetweenContext between) {
      return new Occurrence.Between(reader.visit(between.sum(0)), reader.visit(between.sum(1)));
    }
    return new Occurrence.On(reader.visit(((PqlParser.OnContext) context).sum()));
  }

  private Occurrence within(PqlParser.WithinContext within) {
    long amount = Literals.wholeNumber(within.NUMBER().getSymbol(), "a whole number");
    String direction =
        within.BEFORE() != null ? "before" : within.AFTER() != null ? "after" : "from";
    return new Occurrence.Within(
        Comparison.of(within.comparator().getText()),
        amount,
        unit(within.name().getStart()),
        direction,
        reader.visit(within.sum()));
  }

  /** {@code now} and the like; with a unit, {@code last week} and the like. */
  Syntax moving(Token word, @Nullable Token unit) {
    String first = word.getText().toLowerCase(Locale.ROOT);
    if (unit == null) {
      return moving(Place.of(word), first);
    }
    return moving(Place.of(word), first + " " + unit(unit).singular());
  }

  /** By its words in lower case, the unit in the singular. */
  static Syntax.Moving moving(Place at, String words) {
    return Period.named(words)
        .map(period -> new Syntax.Moving(at, words, period))
        .orElseThrow(() -> PqlProblem.found(at, "a moment such as now, today or last week"));
  }

  private static Unit unit(Token word) {
    return Unit.named(word.getText())
        .orElseThrow(() -> PqlProblem.found(word, "a unit of time: " + Unit.names()));
  }
}
