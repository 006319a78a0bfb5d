/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.List;
import java.util.Set;

/** An expression that is true, false or unknown. */
sealed interface Condition extends Expression {

  @Override
  default Kind kind() {
    return Kind.BOOLEAN;
  }

  @Override
  default <R> R accept(Expression.Cases<R> cases) {
    return decide(cases.conditions());
  }

  <R> R decide(Cases<R> cases);

  /** Three-valued negation. */
  record Not(Expression part) implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(part);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.not(this);
    }
  }

  /** Three-valued {@code and} where {@code all}, else {@code or}. */
  record Junction(boolean all, List<Expression> parts) implements Condition {
    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.junction(this);
    }
  }

  /**
   * Some value on the left compares so with some value on the right; {@code whole}: two arrays are
   * the same, in whatever order, or not.
   */
  record Compare(Comparison comparison, Expression left, Expression right, boolean whole)
      implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.compare(this);
    }
  }

  /**
   * Some moment on the left stands so to some moment on the right; the calendar says what a date is
   * among their values.
   */
  record Occurs(Expression left, Relation relation, Expression right, Calendar calendar)
      implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.occurs(this);
    }
  }

  /**
   * Some moment of {@code of} lies in the span; both ends belong to it. The calendar says what a
   * date is among their values.
   */
  record Between(Expression of, Expression from, Expression to, Calendar calendar)
      implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(of, from, to);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.between(this);
    }
  }

  /** {@code in} and {@code notIn}: two-valued. {@code texts} is the list, where that is literal. */
  record In(Expression item, Expression list, Set<String> texts, boolean negated)
      implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(item, list);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.in(this);
    }
  }

  /** Some text is matched: {@code like} and {@code matches}. */
  record Match(Expression text, TextPattern pattern) implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(text);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.match(this);
    }
  }

  /** Some text passes the test against some of the others; {@code negated}: against none. */
  record Text(TextTest test, boolean negated, boolean exact, List<Expression> parts)
      implements Condition {
    Expression text() {
      return parts.get(0);
    }

    List<Expression> others() {
      return parts.subList(1, parts.size());
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.text(this);
    }
  }

  /** Whether there is nothing. Always answers. */
  record IsNull(Expression part) implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(part);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.isNull(this);
    }
  }

  /** Whether there is any item. Always answers. */
  record Any(Expression items) implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(items);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.any(this);
    }
  }

  /** Whether the condition is true of every item, which stands in {@code slot}. Always answers. */
  record Every(Expression of, int slot, Expression condition) implements Condition {
    @Override
    public List<Expression> parts() {
      return List.of(of, condition);
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.every(this);
    }
  }

  /** Membership of another segment at the same moment. */
  record InSegment(String id) implements Condition {
    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.inSegment(this);
    }
  }

  /** Events in strict order of time. */
  record Chain(List<Element> elements) implements Condition {
    @Override
    public List<Expression> parts() {
      return elements.stream().<Expression>map(Element::events).toList();
    }

    @Override
    public <R> R decide(Cases<R> cases) {
      return cases.chain(this);
    }
  }

  /**
   * From {@code least} to {@code most} of these events between the elements beside it. The event
   * stands in {@code slot} for the elements after it; {@code free} if none of them looks at it.
   */
  record Element(Expression events, int slot, int least, int most, boolean free) {

    /** Whether an event must be found for it: others only say how many there may be. */
    boolean placed() {
      return least > 0;
    }

    boolean bounded() {
      return most < Integer.MAX_VALUE;
    }
  }

  /** An answer for each kind of condition. */
  interface Cases<R> {
    R not(Not not);

    R junction(Junction junction);

    R compare(Compare compare);

    R occurs(Occurs occurs);

    R between(Between between);

    R in(In in);

    R match(Match match);

    R text(Text text);

    R isNull(IsNull isNull);

    R any(Any any);

    R every(Every every);

    R inSegment(InSegment inSegment);

    R chain(Chain chain);
  }
}
