/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.segment.grammar.PqlParser;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** The functions there are, how many arguments they take, and what they become. */
final class Functions {

  private static final int ANY = Integer.MAX_VALUE;

  private final PqlReader reader;
  private final Map<String, Method> methods = new TreeMap<>();
  private final Map<String, Function> functions = new TreeMap<>();

  private interface Reading {
    Expression of(Expression receiver, Call call);
  }

  private record Method(int least, int most, Reading reading) {}

  private interface BareReading {
    Expression of(Call call);
  }

  private record Function(int arguments, BareReading reading) {}

  /** A function's name as it stands there, and its arguments, not yet read. */
  record Call(Token name, List<PqlParser.ExpressionContext> arguments) {

    Call(Token name, PqlParser.CallContext call) {
      this(name, call.arguments() == null ? List.of() : call.arguments().expression());
    }

    Token at(int argument) {
      return arguments.get(argument).getStart();
    }
  }

  Functions(PqlReader reader) {
    this.reader = reader;
    for (Aggregation aggregation : Aggregation.values()) {
      int most = aggregation == Aggregation.COUNT ? 0 : 1;
      method(
          aggregation.name().toLowerCase(Locale.ROOT),
          0,
          most,
          (of, call) -> aggregate(aggregation, of, call));
    }
    method("exists", 1, 1, this::exists);
    method("isNull", 0, 0, (of, call) -> new Expression.IsNull(of));
    method("isNotNull", 0, 0, (of, call) -> new Expression.Not(new Expression.IsNull(of)));
    method("matches", 1, 1, this::matches);
    test("startsWith", "doesNotStartWith", TextTest.STARTS_WITH);
    test("endsWith", "doesNotEndWith", TextTest.ENDS_WITH);
    test("contains", "doesNotContain", TextTest.CONTAINS);
    method("equals", 1, ANY, (of, call) -> test(TextTest.EQUALS, false, of, call));
    method("notEqualTo", 1, ANY, (of, call) -> test(TextTest.EQUALS, true, of, call));
    functions.put("date", new Function(3, this::date));
    functions.put("if", new Function(3, this::choice));
    functions.put("inSegment", new Function(1, this::inSegment));
  }

  private void method(String name, int least, int most, Reading reading) {
    methods.put(name, new Method(least, most, reading));
  }

  private void test(String name, String negatedName, TextTest test) {
    method(name, 1, 2, (of, call) -> test(test, false, of, call));
    method(negatedName, 1, 2, (of, call) -> test(test, true, of, call));
  }

  /** {@code of.name(…)}. */
  Expression method(Expression of, Call call) {
    Method method = methods.get(call.name().getText());
    if (method == null) {
      throw unknown(call.name(), methods);
    }
    int found = call.arguments().size();
    if (found < method.least() || found > method.most()) {
      throw arity(call, arguments(method.least(), method.most()));
    }
    return method.reading().of(of, call);
  }

  /** {@code name(…)}. */
  Expression function(Call call) {
    Function function = functions.get(call.name().getText());
    if (function == null) {
      throw unknown(call.name(), functions);
    }
    if (call.arguments().size() != function.arguments()) {
      throw arity(call, arguments(function.arguments(), function.arguments()));
    }
    return function.reading().of(call);
  }

  private static PqlProblem unknown(Token name, Map<String, ?> known) {
    return PqlProblem.found(name, "a function: " + String.join(", ", known.keySet()));
  }

  private static PqlProblem arity(Call call, String expected) {
    return new PqlProblem(
        call.name(),
        "found "
            + call.arguments().size()
            + " arguments of "
            + call.name().getText()
            + "; expected "
            + expected);
  }

  private static String arguments(int least, int most) {
    if (most == ANY) {
      return "at least " + least;
    }
    return least == most ? String.valueOf(least) : least + " or " + most;
  }

  // -- on many items

  private Expression aggregate(Aggregation aggregation, Expression of, Call call) {
    int slot = reader.scope().reserve();
    Expression what =
        call.arguments().isEmpty()
            ? new Expression.Path(slot, List.of())
            : reader.atLevel(slot, () -> reader.visit(call.arguments().get(0)));
    reader.scope().release(slot);
    return new Expression.Aggregate(aggregation, of, slot, what);
  }

  private Expression exists(Expression of, Call call) {
    int slot = reader.scope().reserve();
    Expression condition = reader.atLevel(slot, () -> reader.visit(call.arguments().get(0)));
    reader.scope().release(slot);
    return new Expression.Quantified(false, of, slot, condition);
  }

  // -- on texts

  private Expression matches(Expression of, Call call) {
    Expression regex = reader.visit(call.arguments().get(0));
    return new Expression.Match(of, reader.regex(regex, call.at(0)));
  }

  /** The last of several arguments may say whether upper and lower case differ. */
  private Expression test(TextTest test, boolean negated, Expression of, Call call) {
    List<Expression> others =
        new ArrayList<>(call.arguments().stream().map(reader::visit).toList());
    Expression last = others.get(others.size() - 1);
    boolean exact = true;
    if (last instanceof Expression.Literal literal && literal.value().isBoolean()) {
      exact = literal.value().booleanValue();
      others.remove(others.size() - 1);
    } else if (test != TextTest.EQUALS && others.size() > 1) {
      throw PqlProblem.found(call.at(1), "true or false: whether upper and lower case differ");
    }
    if (others.isEmpty()) {
      throw PqlProblem.found(call.at(0), "a text");
    }
    return new Expression.Text(
        test, negated, exact, Stream.concat(Stream.of(of), others.stream()).toList());
  }

  // -- on nothing

  private Expression date(Call call) {
    int[] parts = new int[3];
    Arrays.setAll(parts, i -> wholeNumber(call, i));
    try {
      return new Expression.At(Moment.Fixed.day(LocalDate.of(parts[0], parts[1], parts[2])));
    } catch (DateTimeException e) {
      throw new PqlProblem(
          call.name(),
          "found date(%d, %d, %d); expected a day of the calendar: year, month, day"
              .formatted(parts[0], parts[1], parts[2]));
    }
  }

  private int wholeNumber(Call call, int argument) {
    Expression expression = reader.visit(call.arguments().get(argument));
    if (expression instanceof Expression.Literal literal && isInt(literal.value())) {
      return literal.value().intValue();
    }
    throw PqlProblem.found(call.at(argument), "a whole number");
  }

  private static boolean isInt(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt();
  }

  private Expression choice(Call call) {
    List<Expression> parts = call.arguments().stream().map(reader::visit).toList();
    return new Expression.Choice(parts.get(0), parts.get(1), parts.get(2));
  }

  private Expression inSegment(Call call) {
    String id = reader.text(reader.visit(call.arguments().get(0)), call.at(0));
    reader.refersTo(id, call.at(0));
    return new Expression.InSegment(id);
  }
}
