/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An expression as it is written, in text or in JSON: names have no meaning yet, functions are not
 * known. {@link Resolver} makes an {@link Expression} of it.
 */
sealed interface Syntax {

  /** What a complaint about this points at. */
  Place at();

  /** Where it begins. */
  default Place start() {
    return at();
  }

  <R> R accept(Cases<R> cases);

  /** A text, a number, a truth, or null as the missing node. */
  record Constant(Place at, JsonNode value) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.constant(this);
    }
  }

  /** {@code $1}, {@code $2}. */
  record Parameter(Place at, int position) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.parameter(this);
    }
  }

  /** A variable, or a field of what is looked at. */
  record Name(Place at, String name) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.name(this);
    }
  }

  /** {@code ^}, so many levels of filters further out. */
  record Up(Place at, int levels) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.up(this);
    }
  }

  /** {@code of.name}. */
  record Field(Place at, Syntax of, String name) implements Syntax {
    @Override
    public Place start() {
      return of.start();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.field(this);
    }
  }

  /** {@code of[where]}. */
  record Filter(Place at, Syntax of, Syntax where) implements Syntax {
    @Override
    public Place start() {
      return of.start();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.filter(this);
    }
  }

  /** An operator between its operands, or before the one it has. */
  record Operation(Place at, String symbol, List<Syntax> operands) implements Syntax {
    @Override
    public Place start() {
      return operands.size() == 1 ? at : operands.get(0).start();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.operation(this);
    }
  }

  /** {@code name(arguments)}. */
  record Function(Place at, String name, List<Syntax> arguments) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.function(this);
    }
  }

  /** {@code of.name(arguments)}. */
  record Method(Place at, Syntax of, String name, List<Syntax> arguments) implements Syntax {
    @Override
    public Place start() {
      return of.start();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.method(this);
    }
  }

  /** {@code [a, b]}. */
  record Items(Place at, List<Syntax> items) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.items(this);
    }
  }

  /** <code>{"a": b}</code>. */
  record Entries(Place at, Map<String, Syntax> fields) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.entries(this);
    }
  }

  /** {@code X => body}. */
  record Lambda(Place at, List<String> names, Syntax body) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.lambda(this);
    }
  }

  /**
   * {@code select}, {@code exists}, {@code forall} and their generators, or an aggregation with
   * {@code what} it takes of each {@code over} them.
   */
  record Comprehension(Place at, String word, Optional<Syntax> what, List<Generator> generators)
      implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.comprehension(this);
    }
  }

  /** {@code name from of where condition}. */
  record Generator(String name, Syntax of, Optional<Syntax> where) {}

  /** {@code let name = value in body}. */
  record Let(Place at, String name, Syntax value, Syntax body) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.let(this);
    }
  }

  /** {@code now}, {@code today}, {@code last week}. */
  record Moving(Place at, String words, Period period) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.moving(this);
    }
  }

  /** {@code of occurs how}. */
  record Occurs(Place at, Syntax of, Occurrence how) implements Syntax {
    @Override
    public Place start() {
      return of.start();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.occurs(this);
    }
  }

  /** {@code chain(events, timestamp, [elements])}. */
  record Chain(Place at, Syntax events, List<Element> elements) implements Syntax {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.chain(this);
    }
  }

  /** An element of a chain, from {@code least} to {@code most} times. */
  record Element(
      Place at, String name, Syntax what, List<Syntax> where, List<Occurrence> when, Count count) {

    /** At least once; none, where negated. */
    record Count(int least, int most) {
      static final Count ONCE = new Count(1, Integer.MAX_VALUE);
      static final Count NONE = new Count(0, 0);
    }
  }

  /** A reading for each kind. */
  interface Cases<R> {
    R constant(Constant constant);

    R parameter(Parameter parameter);

    R name(Name name);

    R up(Up up);

    R field(Field field);

    R filter(Filter filter);

    R operation(Operation operation);

    R function(Function function);

    R method(Method method);

    R items(Items items);

    R entries(Entries entries);

    R lambda(Lambda lambda);

    R comprehension(Comprehension comprehension);

    R let(Let let);

    R moving(Moving moving);

    R occurs(Occurs occurs);

    R chain(Chain chain);
  }
}
