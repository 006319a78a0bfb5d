/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A PQL expression as understood: names are resolved to slots, patterns compiled, windows checked.
 * It is of one of three sorts: a {@link Condition}, a {@link Selection} of items, or another value.
 *
 * <p>A slot holds the item that a filter, a function or a generator is looking at. Slot 0 is the
 * profile; each level of filters has the next one.
 */
sealed interface Expression
    permits Condition,
        Selection,
        Expression.Literal,
        Expression.At,
        Expression.DateOf,
        Expression.Path,
        Expression.Field,
        Expression.Either,
        Expression.ObjectOf,
        Expression.Calculate,
        Expression.Aggregate,
        Expression.Choice,
        Expression.Let,
        Expression.Call {

  int PROFILE = 0;

  /** What kind its values are, as far as that is known beforehand. */
  Kind kind();

  /** What it is made of. */
  default List<Expression> parts() {
    return List.of();
  }

  <R> R accept(Cases<R> cases);

  /** A constant. */
  record Literal(JsonNode value) implements Expression {
    @Override
    public Kind kind() {
      return Kind.of(value);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.literal(this);
    }
  }

  /** A literal moment: {@code now}, {@code this week}, {@code date(2026, 1, 31)}. */
  record At(Moment moment) implements Expression {
    @Override
    public Kind kind() {
      return Kind.MOMENT;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.at(this);
    }
  }

  /** The month, year or day of a moment that moves with the clock. */
  record DateOf(Moment.Moving moment, DatePart part) implements Expression {
    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.dateOf(this);
    }
  }

  /** Fields of the item in a slot; of none, the item itself. */
  record Path(int slot, List<String> names) implements Expression {
    @Override
    public Kind kind() {
      return Kind.ANY;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.path(this);
    }
  }

  /** A field of whatever {@code of} is. */
  record Field(Expression of, String name) implements Expression {
    @Override
    public Kind kind() {
      return Kind.ANY;
    }

    @Override
    public List<Expression> parts() {
      return List.of(of);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.field(this);
    }
  }

  /** The first, or where that is missing the other. */
  record Either(Expression first, Expression other) implements Expression {
    @Override
    public Kind kind() {
      return Kind.ANY;
    }

    @Override
    public List<Expression> parts() {
      return List.of(first, other);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.either(this);
    }
  }

  /** An object of named values; what is missing is left out. */
  record ObjectOf(Map<String, Expression> fields) implements Expression {
    @Override
    public Kind kind() {
      return Kind.OBJECT;
    }

    @Override
    public List<Expression> parts() {
      return List.copyOf(fields.values());
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.object(this);
    }
  }

  /** A sum, difference, product, quotient or remainder. */
  record Calculate(Arithmetic operation, Expression left, Expression right) implements Expression {
    @Override
    public Kind kind() {
      boolean numbers = left.kind() == Kind.NUMBER && right.kind() == Kind.NUMBER;
      return numbers ? Kind.NUMBER : Kind.ANY;
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.calculate(this);
    }
  }

  /** One value of many items; of each, standing in {@code slot}, {@code what} is taken. */
  record Aggregate(Aggregation aggregation, Expression of, int slot, Expression what)
      implements Expression {
    @Override
    public Kind kind() {
      boolean orders = aggregation == Aggregation.MIN || aggregation == Aggregation.MAX;
      return orders ? Kind.ANY : Kind.NUMBER;
    }

    @Override
    public List<Expression> parts() {
      return List.of(of, what);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.aggregate(this);
    }
  }

  /** {@code if(condition, then, otherwise)}. */
  record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {
    @Override
    public Kind kind() {
      return then.kind() == otherwise.kind() ? then.kind() : Kind.ANY;
    }

    @Override
    public List<Expression> parts() {
      return List.of(condition, then, otherwise);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.choice(this);
    }
  }

  /** The body, in which {@code value} stands in {@code slot}. */
  record Let(int slot, Expression value, Expression body) implements Expression {
    @Override
    public Kind kind() {
      return body.kind();
    }

    @Override
    public List<Expression> parts() {
      return List.of(value, body);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.let(this);
    }
  }

  /** A function of the values of its parts, and of nothing else. */
  record Call(ValueFunction function, List<Expression> parts) implements Expression {
    @Override
    public Kind kind() {
      return function.kind();
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.call(this);
    }
  }

  /** An answer for each kind of expression. */
  interface Cases<R> {

    /** Answers for what is true, false or unknown. */
    Condition.Cases<R> conditions();

    /** Answers for what is an array of items. */
    Selection.Cases<R> selections();

    R literal(Literal literal);

    R at(At at);

    R dateOf(DateOf dateOf);

    R path(Path path);

    R field(Field field);

    R either(Either either);

    R object(ObjectOf object);

    R calculate(Calculate calculate);

    R aggregate(Aggregate aggregate);

    R choice(Choice choice);

    R let(Let let);

    R call(Call call);
  }
}
