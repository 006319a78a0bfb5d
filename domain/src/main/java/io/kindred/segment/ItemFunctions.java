/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Functions that look at each item of an array: what they are given is read for one item. */
final class ItemFunctions {

  /** Those that read their first argument for one item. */
  static final Set<String> NAMES =
      Set.of(
          "sum", "min", "max", "average", "exists", "filter", "map", "groupBy", "topN", "bottomN");

  private final Resolver resolver;

  ItemFunctions(Resolver resolver) {
    this.resolver = resolver;
  }

  void addTo(Functions functions) {
    functions.method("count", 0, 0, (of, call) -> aggregate(Aggregation.COUNT, of, call));
    for (Aggregation aggregation : Aggregation.values()) {
      if (aggregation != Aggregation.COUNT) {
        String name = aggregation.name().toLowerCase(Locale.ROOT);
        functions.method(name, 0, 1, (of, call) -> aggregate(aggregation, of, call));
      }
    }
    functions.method("exists", 1, 1, (of, call) -> new Condition.Any(filter(of, call)));
    functions.method("filter", 1, 1, this::filter);
    functions.method("map", 1, 1, this::map);
    functions.method("groupBy", 1, 1, this::groupBy);
    functions.method("topN", 2, 2, (of, call) -> ranked(of, call, true));
    functions.method("bottomN", 2, 2, (of, call) -> ranked(of, call, false));
  }

  private Expression aggregate(Aggregation aggregation, Expression of, Syntax.Method call) {
    Expression items =
        of.kind() == Kind.MAP ? new Expression.Call(MapFunction.VALUES, List.of(of)) : of;
    if (call.arguments().isEmpty()) {
      resolver.comparisons().requireTaken(aggregation, items, call.start());
      int slot = resolver.scope().reserve(Fields.OPEN);
      resolver.scope().release(slot);
      Expression item = new Expression.Path(slot, List.of());
      return new Expression.Aggregate(aggregation, items, slot, item);
    }
    return perItem(
        items,
        call,
        item -> {
          Place at = call.arguments().get(0).start();
          resolver.comparisons().requireTaken(aggregation, item.what(), at);
          return new Expression.Aggregate(aggregation, items, item.slot(), item.what());
        });
  }

  private Expression filter(Expression of, Syntax.Method call) {
    return perItem(
        of,
        call,
        item -> {
          resolver
              .comparisons()
              .require(Kind.BOOLEAN, item.what(), call.arguments().get(0).start());
          return resolver.filtered(of, item.slot(), item.what());
        });
  }

  private Expression groupBy(Expression of, Syntax.Method call) {
    return perItem(of, call, item -> new Selection.Grouped(of, item.slot(), item.what()));
  }

  private Expression ranked(Expression of, Syntax.Method call, boolean greatest) {
    Syntax number = call.arguments().get(1);
    int most = ValueFunctions.wholeNumber(resolver.of(number), number.start());
    return perItem(
        of, call, item -> new Selection.Ranked(of, item.slot(), item.what(), most, greatest));
  }

  /** Of a map with {@code (K, G) => …}; entries become a map again. */
  private Expression map(Expression of, Syntax.Method call) {
    boolean pairs =
        call.arguments().get(0) instanceof Syntax.Lambda lambda && lambda.names().size() == 2;
    if (!pairs) {
      return perItem(of, call, item -> mapped(of, Optional.empty(), item));
    }
    Syntax.Lambda lambda = (Syntax.Lambda) call.arguments().get(0);
    Scope scope = resolver.scope();
    int key = scope.reserve(Fields.OPEN);
    int slot = scope.reserve(resolver.fields(of));
    scope.bind(lambda.names().get(0), new Expression.Path(key, List.of()));
    scope.bind(lambda.names().get(1), new Expression.Path(slot, List.of()));
    Expression what = resolver.of(lambda.body());
    lambda.names().forEach(scope::unbind);
    scope.release(key);
    return mapped(of, Optional.of(key), new Item(slot, what));
  }

  private static Expression mapped(Expression of, Optional<Integer> key, Item item) {
    boolean entries =
        item.what() instanceof Expression.Call entry && entry.function() == MapFunction.ENTRY;
    return new Selection.Mapped(of, key, item.slot(), item.what(), entries);
  }

  /** What is taken of an item, which stands in the slot. */
  private record Item(int slot, Expression what) {}

  /**
   * Reads the first argument for one item: a lambda names it; otherwise bare paths are the item's,
   * and the singular of the array's name is the item.
   */
  private Expression perItem(
      Expression of, Syntax.Method call, Function<Item, Expression> becoming) {
    Scope scope = resolver.scope();
    int slot = scope.reserve(resolver.fields(of));
    Syntax argument = call.arguments().get(0);
    Expression what;
    if (argument instanceof Syntax.Lambda lambda) {
      if (lambda.names().size() != 1) {
        throw PqlProblem.found(lambda.at(), "one name for the item");
      }
      scope.bind(lambda.names().get(0), new Expression.Path(slot, List.of()));
      what = resolver.of(lambda.body());
      scope.unbind(lambda.names().get(0));
    } else {
      Scope.Level level = new Scope.Level(slot, singular(call.of()));
      what = resolver.atLevel(level, () -> resolver.of(argument));
    }
    scope.release(slot);
    return becoming.apply(new Item(slot, what));
  }

  /** {@code order} for {@code orders}: documented examples say {@code orders.sum(order.price)}. */
  private static Optional<String> singular(Syntax of) {
    if (of instanceof Syntax.Filter filter) {
      return singular(filter.of());
    }
    String name =
        of instanceof Syntax.Field field
            ? field.name()
            : of instanceof Syntax.Name bare ? bare.name() : "";
    if (name.endsWith("ies")) {
      return Optional.of(name.substring(0, name.length() - 3) + "y");
    }
    return name.length() > 1 && name.endsWith("s")
        ? Optional.of(name.substring(0, name.length() - 1))
        : Optional.empty();
  }
}
