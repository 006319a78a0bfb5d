/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.node.LongNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code select}, {@code exists}, {@code forall}, {@code sum … over} and {@code let}. */
final class Comprehensions {

  private final Resolver resolver;

  Comprehensions(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Generators as read: each sees those before it. */
  private record Read(Expression of, int slot, Optional<Expression> where) {}

  Expression read(Syntax.Comprehension comprehension) {
    List<Read> generators = new ArrayList<>();
    for (Syntax.Generator generator : comprehension.generators()) {
      Expression of = resolver.of(generator.of());
      int slot = resolver.scope().reserve(resolver.fields(of));
      resolver.scope().bind(generator.name(), new Expression.Path(slot, List.of()));
      generators.add(new Read(of, slot, generator.where().map(resolver::condition)));
    }
    Expression result =
        switch (comprehension.word()) {
          case "select" -> selected(generators);
          case "exists" -> new Condition.Any(selected(generators));
          case "forall" -> every(generators);
          default -> aggregated(comprehension, generators);
        };
    comprehension.generators().forEach(each -> resolver.scope().unbind(each.name()));
    resolver.scope().release(generators.get(0).slot());
    return result;
  }

  /** The items of the first generator for which the others find something. */
  private Expression selected(List<Read> generators) {
    Read first = generators.get(0);
    if (generators.size() == 1) {
      return filtered(first);
    }
    Expression rest = new Condition.Any(selected(generators.subList(1, generators.size())));
    Expression where =
        first.where().isEmpty()
            ? rest
            : new Condition.Junction(true, List.of(first.where().get(), rest));
    return resolver.filtered(first.of(), first.slot(), where);
  }

  private Expression filtered(Read generator) {
    return generator.where().isEmpty()
        ? generator.of()
        : resolver.filtered(generator.of(), generator.slot(), generator.where().get());
  }

  private static Expression every(List<Read> generators) {
    Optional<Expression> condition = Optional.empty();
    for (int i = generators.size() - 1; i >= 0; i--) {
      Read generator = generators.get(i);
      List<Expression> both = new ArrayList<>();
      generator.where().ifPresent(both::add);
      condition.ifPresent(both::add);
      condition =
          Optional.of(
              new Condition.Every(
                  generator.of(), generator.slot(), new Condition.Junction(true, both)));
    }
    return condition.orElseThrow();
  }

  private Expression aggregated(Syntax.Comprehension comprehension, List<Read> generators) {
    Aggregation aggregation = Aggregation.valueOf(comprehension.word().toUpperCase(Locale.ROOT));
    Syntax taken = comprehension.what().orElseThrow();
    Expression what = resolver.of(taken);
    resolver.comparisons().requireTaken(aggregation, what, taken.start());
    if (aggregation == Aggregation.COUNT) {
      aggregation = Aggregation.SUM;
      what = counted(what);
    }
    for (int i = generators.size() - 1; i > 0; i--) {
      Read generator = generators.get(i);
      what =
          new Selection.Mapped(
              filtered(generator), Optional.empty(), generator.slot(), what, false);
    }
    Read first = generators.get(0);
    return new Expression.Aggregate(aggregation, filtered(first), first.slot(), what);
  }

  /** What is counted are values, and not the items they are taken of. */
  private static Expression counted(Expression what) {
    return new Expression.Choice(
        new Condition.IsNull(what),
        new Expression.Literal(LongNode.valueOf(0)),
        new Expression.Literal(LongNode.valueOf(1)));
  }

  /** A moment or a constant takes the place of its name; other values are kept in a slot. */
  Expression let(Syntax.Let let) {
    Expression value = resolver.of(let.value());
    boolean constant = value instanceof Expression.At || value instanceof Expression.Literal;
    int slot = resolver.scope().reserve(resolver.fields(value));
    resolver.scope().bind(let.name(), constant ? value : new Expression.Path(slot, List.of()));
    Expression body = resolver.of(let.body());
    resolver.scope().unbind(let.name());
    resolver.scope().release(slot);
    return constant ? body : new Expression.Let(slot, value, body);
  }
}
