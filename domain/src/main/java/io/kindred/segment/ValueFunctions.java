/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Functions of plain values: sets, maps, dates, objects. */
final class ValueFunctions {

  private final Resolver resolver;

  ValueFunctions(Resolver resolver) {
    this.resolver = resolver;
  }

  void addTo(Functions functions) {
    functions.method("isNull", 0, 0, (of, call) -> new Condition.IsNull(of));
    functions.method("isNotNull", 0, 0, (of, call) -> new Condition.Not(new Condition.IsNull(of)));
    plain(functions, "intersects", 1, Kind.ARRAY, ArrayFunction.INTERSECTS);
    plain(functions, "intersection", 1, Kind.ARRAY, ArrayFunction.INTERSECTION);
    plain(functions, "subsetOf", 1, Kind.ARRAY, ArrayFunction.SUBSET_OF);
    plain(functions, "supersetOf", 1, Kind.ARRAY, ArrayFunction.SUPERSET_OF);
    plain(functions, "includes", 1, Kind.ARRAY, ArrayFunction.INCLUDES);
    plain(functions, "distinct", 0, Kind.ARRAY, ArrayFunction.DISTINCT);
    plain(functions, "head", 0, Kind.ARRAY, ArrayFunction.HEAD);
    functions.method("get", 1, 1, this::get);
    plain(functions, "keys", 0, Kind.OBJECT, MapFunction.KEYS);
    plain(functions, "values", 0, Kind.OBJECT, MapFunction.VALUES);
    date(functions, "getMonth", DatePart.MONTH);
    date(functions, "getYear", DatePart.YEAR);
    date(functions, "getDayOfMonth", DatePart.DAY_OF_MONTH);
  }

  private void plain(
      Functions functions, String name, int arguments, Kind receiver, ValueFunction function) {
    functions.method(
        name, arguments, arguments, (of, call) -> called(of, call, receiver, function));
  }

  private Expression called(
      Expression of, Syntax.Method call, Kind receiver, ValueFunction function) {
    resolver.comparisons().require(receiver, of, call.start());
    List<Expression> parts = new ArrayList<>();
    parts.add(of);
    call.arguments().forEach(argument -> parts.add(resolver.of(argument)));
    return new Expression.Call(function, parts);
  }

  /** With a key that is known it is a path, so what holds of paths through arrays holds of it. */
  private Expression get(Expression of, Syntax.Method call) {
    if (call.arguments().get(0) instanceof Syntax.Constant key && key.value().isTextual()) {
      resolver.comparisons().require(Kind.OBJECT, of, call.start());
      return resolver.field(of, key.value().textValue(), key.at());
    }
    return called(of, call, Kind.OBJECT, MapFunction.GET);
  }

  private void date(Functions functions, String name, DatePart part) {
    functions.method(name, 0, 0, (of, call) -> date(of, part, call.start()));
  }

  private Expression date(Expression of, DatePart part, Place at) {
    if (of instanceof Expression.At moving && moving.moment() instanceof Moment.Moving moment) {
      resolver.moments().take(of);
      Period period = moment.period().equals(Period.NOW) ? Period.TODAY : moment.period();
      return new Expression.DateOf(period.in(resolver.calendar()), part);
    }
    boolean isWritten =
        of instanceof Expression.Literal text && resolver.calendar().read(text.value()) != null;
    if (!isWritten) {
      resolver.comparisons().require(Kind.MOMENT, of, at);
    }
    return new Expression.Call(new DatePart.In(resolver.calendar(), part), List.of(of));
  }

  /** A whole number from 0 that is known beforehand. */
  static int wholeNumber(Expression expression, Place at) {
    if (expression instanceof Expression.Literal literal && isWhole(literal.value())) {
      return literal.value().intValue();
    }
    throw PqlProblem.found(at, "a whole number");
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
  }
}
