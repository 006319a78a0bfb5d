/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Functions that stand for themselves. */
final class PlainFunctions {

  private static final Set<String> NAMES =
      Set.of(
          "date",
          "if",
          "insegment",
          "mapentry",
          "currentmonth",
          "currentyear",
          "currentdayofmonth");

  private final Resolver resolver;

  PlainFunctions(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Whether there is one of that name, in upper or lower case. */
  static boolean has(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  void addTo(Functions functions) {
    functions.function("date", 3, 3, this::date);
    functions.function("if", 3, 3, this::choice);
    functions.function("inSegment", 1, 1, this::inSegment);
    functions.function("mapEntry", 2, 2, this::mapEntry);
    functions.function("currentMonth", 0, 0, call -> today(DatePart.MONTH));
    functions.function("currentYear", 0, 0, call -> today(DatePart.YEAR));
    functions.function("currentDayOfMonth", 0, 0, call -> today(DatePart.DAY_OF_MONTH));
  }

  private Expression today(DatePart part) {
    return new Expression.DateOf(Period.TODAY.in(resolver.calendar()), part);
  }

  private Expression date(Syntax.Function call) {
    int[] parts = new int[3];
    for (int i = 0; i < parts.length; i++) {
      Syntax argument = call.arguments().get(i);
      parts[i] = ValueFunctions.wholeNumber(resolver.of(argument), argument.start());
    }
    try {
      return new Expression.At(resolver.calendar().day(LocalDate.of(parts[0], parts[1], parts[2])));
    } catch (DateTimeException e) {
      throw new PqlProblem(
          call.at(),
          "found date(%d, %d, %d); expected a day of the calendar: year, month, day"
              .formatted(parts[0], parts[1], parts[2]));
    }
  }

  private Expression choice(Syntax.Function call) {
    Expression condition = resolver.condition(call.arguments().get(0));
    return new Expression.Choice(
        condition, resolver.of(call.arguments().get(1)), resolver.of(call.arguments().get(2)));
  }

  private Expression inSegment(Syntax.Function call) {
    Syntax argument = call.arguments().get(0);
    String id = resolver.comparisons().text(argument);
    resolver.refersTo(id, argument.start());
    return new Condition.InSegment(id);
  }

  private Expression mapEntry(Syntax.Function call) {
    List<Expression> parts = call.arguments().stream().map(resolver::of).toList();
    return new Expression.Call(MapFunction.ENTRY, parts);
  }
}
