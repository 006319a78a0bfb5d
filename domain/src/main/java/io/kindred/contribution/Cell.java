/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A place in the counts. Each model reads the cells of a few kinds. */
public sealed interface Cell {

  /** The same place after channels were given other names. */
  Cell renamed(UnaryOperator<String> name);

  /** Cells that are read together. */
  default Group group() {
    return Group.of(getClass());
  }

  /** Cells of a kind; of a chain, also of its order. */
  record Group(Class<? extends Cell> kind, int order) {

    static Group of(Class<? extends Cell> kind) {
      return new Group(kind, 0);
    }
  }

  /** All paths. */
  record All() implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return this;
    }
  }

  /** Paths without a touch. */
  record Untouched() implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return this;
    }
  }

  /** A channel was touched at this place, from 0, of so many: what every rule by place needs. */
  record Place(String channel, int place, int of) implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return new Place(name.apply(channel), place, of);
    }
  }

  /** A channel was the last that is not direct; or the last, where all are. */
  record LastNonDirect(String channel) implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return new LastNonDirect(name.apply(channel));
    }
  }

  /** What touches of a channel cost, as a value. */
  record Spent(String channel) implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return new Spent(name.apply(channel));
    }
  }

  /** Credit decayed by time; its conversions are in millionths. */
  record Decayed(String channel) implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return new Decayed(name.apply(channel));
    }
  }

  /** A channel was the one at this stage, from 0, of so many different ones. */
  record Stage(String channel, int stage, int of) implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return new Stage(name.apply(channel), stage, of);
    }
  }

  /** From one state of the chain of an order to another; nothing is where all begin. */
  record Move(int order, List<String> from, List<String> to) implements Cell {
    @Override
    public Group group() {
      return new Group(Move.class, order);
    }

    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return new Move(order, Cell.renamed(from, name), Cell.renamed(to, name));
    }
  }

  /** From a state of the chain of an order to the end. */
  record End(int order, List<String> from) implements Cell {
    @Override
    public Group group() {
      return new Group(End.class, order);
    }

    @Override
    public Cell renamed(UnaryOperator<String> name) {
      return new End(order, Cell.renamed(from, name));
    }
  }

  /** Exactly these channels were touched. */
  record Coalition(Set<String> channels) implements Cell {
    @Override
    public Cell renamed(UnaryOperator<String> name) {
      Set<String> named = new TreeSet<>();
      channels.forEach(channel -> named.add(name.apply(channel)));
      return new Coalition(Set.copyOf(named));
    }
  }

  private static List<String> renamed(List<String> state, UnaryOperator<String> name) {
    return state.stream().map(name).toList();
  }
}
