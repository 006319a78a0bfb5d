/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A PQL expression as read: names are resolved to slots, patterns compiled, windows checked.
 *
 * <p>A slot holds the item that a filter, a function or a generator is looking at. Slot 0 is the
 * profile; each level of filters has the next one.
 */
sealed interface Expression {

  int PROFILE = 0;

  <R> R accept(Cases<R> cases);

  /** What it is made of. */
  List<Expression> parts();

  /** A constant. */
  record Literal(JsonNode value) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.literal(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** A literal moment: {@code now}, {@code this week}, {@code date(2026, 1, 31)}. */
  record At(Moment moment) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.at(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** An array of values, not all of them constant. */
  record ListOf(List<Expression> parts) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.list(this);
    }
  }

  /** Fields of the item in a slot; of none, the item itself. */
  record Path(int slot, List<String> names) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.path(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** A field of whatever {@code of} is. */
  record Field(Expression of, String name) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.field(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(of);
    }
  }

  /**
   * The events so far for which {@code where} is true. It asks of nothing but the event, standing
   * in {@code slot}, so what satisfies it is found once and not at every moment.
   */
  record Events(int slot, Optional<Expression> where) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.events(this);
    }

    @Override
    public List<Expression> parts() {
      return where.stream().toList();
    }
  }

  /** The items of {@code of} for which {@code where} is true; each stands in {@code slot}. */
  record Filter(Expression of, int slot, Expression where) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.filter(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(of, where);
    }
  }

  /** Three-valued negation. */
  record Not(Expression part) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.not(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(part);
    }
  }

  /** Three-valued {@code and} where {@code all}, else {@code or}. */
  record Junction(boolean all, List<Expression> parts) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.junction(this);
    }
  }

  /** Some value on the left compares so with some value on the right. */
  record Compare(Comparison comparison, Expression left, Expression right) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.compare(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** Some moment on the left stands so to some moment on the right. */
  record Occurs(Expression left, Relation relation, Expression right) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.occurs(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** Some moment of {@code of} lies in the span; both ends belong to it. */
  record Between(Expression of, Expression from, Expression to) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.between(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(of, from, to);
    }
  }

  /** {@code in} and {@code notIn}: two-valued. {@code texts} is the list, where that is literal. */
  record In(Expression item, Expression list, Set<String> texts, boolean negated)
      implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.in(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(item, list);
    }
  }

  /** Some text is matched: {@code like} and {@code matches}. */
  record Match(Expression text, TextPattern pattern) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.match(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(text);
    }
  }

  /** Some text passes the test against some of the others; {@code negated}: against none. */
  record Text(TextTest test, boolean negated, boolean exact, List<Expression> parts)
      implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.text(this);
    }

    Expression text() {
      return parts.get(0);
    }

    List<Expression> others() {
      return parts.subList(1, parts.size());
    }
  }

  /** Whether there is nothing. Always answers. */
  record IsNull(Expression part) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.isNull(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(part);
    }
  }

  /** A sum, difference, product, quotient or remainder. */
  record Calculate(Arithmetic operation, Expression left, Expression right) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.calculate(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** One value of many items; of each, standing in {@code slot}, {@code what} is taken. */
  record Aggregate(Aggregation aggregation, Expression of, int slot, Expression what)
      implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.aggregate(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(of, what);
    }
  }

  /** Whether some item, or {@code every} one, satisfies the condition. */
  record Quantified(boolean every, Expression of, int slot, Expression condition)
      implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.quantified(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(of, condition);
    }
  }

  /** Membership of another segment at the same moment. */
  record InSegment(String id) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.inSegment(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** {@code if(condition, then, otherwise)}. */
  record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.choice(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(condition, then, otherwise);
    }
  }

  /** Events in strict order of time. */
  record Chain(List<Element> elements) implements Expression {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.chain(this);
    }

    @Override
    public List<Expression> parts() {
      return elements.stream().<Expression>map(Element::events).toList();
    }
  }

  /**
   * At least {@code count} of these events, or none where {@code negated}. The event stands in
   * {@code slot} for the elements after it; {@code free} if none of them looks at it.
   */
  record Element(Expression events, int slot, int count, boolean negated, boolean free) {}

  /** An answer for each kind of expression. */
  interface Cases<R> {
    R literal(Literal literal);

    R at(At at);

    R list(ListOf list);

    R path(Path path);

    R field(Field field);

    R events(Events events);

    R filter(Filter filter);

    R not(Not not);

    R junction(Junction junction);

    R compare(Compare compare);

    R occurs(Occurs occurs);

    R between(Between between);

    R in(In in);

    R match(Match match);

    R text(Text text);

    R isNull(IsNull isNull);

    R calculate(Calculate calculate);

    R aggregate(Aggregate aggregate);

    R quantified(Quantified quantified);

    R inSegment(InSegment inSegment);

    R choice(Choice choice);

    R chain(Chain chain);
  }
}
