/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.List;
import java.util.Optional;

/** An expression that is an array of items, or a map made of such. */
sealed interface Selection extends Expression {

  @Override
  default Kind kind() {
    return Kind.ARRAY;
  }

  @Override
  default <R> R accept(Expression.Cases<R> cases) {
    return select(cases.selections());
  }

  <R> R select(Cases<R> cases);

  /** An array of values, not all of them constant. */
  record ListOf(List<Expression> parts) implements Selection {
    @Override
    public <R> R select(Cases<R> cases) {
      return cases.list(this);
    }
  }

  /**
   * The events so far for which {@code where} is true. It asks of nothing but the event, standing
   * in {@code slot}, so what satisfies it is found once and not at every moment.
   */
  record Events(int slot, Optional<Expression> where) implements Selection {
    @Override
    public List<Expression> parts() {
      return where.stream().toList();
    }

    @Override
    public <R> R select(Cases<R> cases) {
      return cases.events(this);
    }
  }

  /** The items of {@code of} for which {@code where} is true; each stands in {@code slot}. */
  record Filter(Expression of, int slot, Expression where) implements Selection {
    @Override
    public List<Expression> parts() {
      return List.of(of, where);
    }

    @Override
    public <R> R select(Cases<R> cases) {
      return cases.filter(this);
    }
  }

  /**
   * {@code what} of each item, which stands in {@code slot}. With a {@code key}, which is a slot,
   * too, the items are the entries of a map. Where {@code map}, the results are entries of a map.
   */
  record Mapped(Expression of, Optional<Integer> key, int slot, Expression what, boolean map)
      implements Selection {
    @Override
    public Kind kind() {
      return map ? Kind.MAP : Kind.ARRAY;
    }

    @Override
    public List<Expression> parts() {
      return List.of(of, what);
    }

    @Override
    public <R> R select(Cases<R> cases) {
      return cases.mapped(this);
    }
  }

  /** A map from each value of {@code by} to the items that have it. */
  record Grouped(Expression of, int slot, Expression by) implements Selection {
    @Override
    public Kind kind() {
      return Kind.MAP;
    }

    @Override
    public List<Expression> parts() {
      return List.of(of, by);
    }

    @Override
    public <R> R select(Cases<R> cases) {
      return cases.grouped(this);
    }
  }

  /** The {@code most} items with the greatest {@code by}, or with the least. */
  record Ranked(Expression of, int slot, Expression by, int most, boolean greatest)
      implements Selection {
    @Override
    public List<Expression> parts() {
      return List.of(of, by);
    }

    @Override
    public <R> R select(Cases<R> cases) {
      return cases.ranked(this);
    }
  }

  /** An answer for each kind of selection. */
  interface Cases<R> {
    R list(ListOf list);

    R events(Events events);

    R filter(Filter filter);

    R mapped(Mapped mapped);

    R grouped(Grouped grouped);

    R ranked(Ranked ranked);
  }
}
