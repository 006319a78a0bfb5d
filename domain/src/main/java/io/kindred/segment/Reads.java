/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a condition looks at: which selections of events and how far back, which fields of these
 * events besides what selects them, which attributes and which other segments. It may say too much,
 * never too little.
 */
final class Reads {

  /** Stands for all attributes. */
  static final String EVERYTHING = "";

  /** A selection, and how far back in time this place of the condition looks. */
  record Use(Selection.Events selection, long horizon) {}

  private final List<Use> uses = new ArrayList<>();
  private final Projection fields = new Projection();
  private final Set<String> attributes = new TreeSet<>();
  private final Set<String> segments = new TreeSet<>();
  private final Map<Integer, Boolean> holdsEvents = new HashMap<>();

  private Reads() {}

  static Reads of(Expression condition) {
    Reads reads = new Reads();
    reads.visit(condition, true);
    return reads;
  }

  List<Use> uses() {
    return uses;
  }

  Projection fields() {
    return fields;
  }

  /** Names of fields at the root of the profile. */
  Set<String> attributes() {
    return new HashSet<>(attributes);
  }

  Set<String> segments() {
    return segments;
  }

  /** Where {@code walked}, items are looked at one by one; elsewhere they are values as a whole. */
  private void visit(Expression expression, boolean walked) {
    if (Walker.isSelection(expression)) {
      if (!walked) {
        fields.add(List.of());
      }
      select(expression, Horizon.NONE);
    } else if (expression instanceof Expression.Path path) {
      read(path);
    } else if (expression instanceof Expression.Field field && Walker.isSelection(field.of())) {
      fields.add(List.of(field.name()));
      visit(field.of(), true);
    } else if (expression instanceof Condition.InSegment inSegment) {
      segments.add(inSegment.id());
    } else if (expression instanceof Condition.Occurs || expression instanceof Condition.Between) {
      expression.parts().forEach(this::visitMoment);
    } else {
      visitItems(expression);
    }
  }

  private void select(Expression selection, long horizon) {
    if (selection instanceof Selection.Events events) {
      uses.add(new Use(events, horizon));
      holdsEvents.put(events.slot(), true);
      return;
    }
    Selection.Filter filter = (Selection.Filter) selection;
    if (Walker.isSelection(filter.of())) {
      select(filter.of(), Math.min(horizon, Horizon.of(filter.where(), filter.slot())));
    } else {
      visit(filter.of(), true);
    }
    holdsEvents.put(filter.slot(), isOfEvents(filter));
    visit(filter.where(), true);
  }

  private static boolean isOfEvents(Expression items) {
    return items instanceof Selection.Filter filter
        ? isOfEvents(filter.of())
        : items instanceof Selection.Events;
  }

  private void read(Expression.Path path) {
    List<String> names = path.names();
    if (path.slot() == Expression.PROFILE) {
      attributes.add(names.isEmpty() ? EVERYTHING : names.get(0));
    } else if (holdsEvents.getOrDefault(path.slot(), true)) {
      fields.add(names);
    }
  }

  /** The time of an event is known without its document. */
  private void visitMoment(Expression expression) {
    Expression first = expression instanceof Expression.Either either ? either.first() : expression;
    boolean known =
        first instanceof Expression.Path path
            && path.slot() != Expression.PROFILE
            && path.names().equals(List.of("timestamp"))
            && holdsEvents.getOrDefault(path.slot(), true);
    if (!known) {
      visit(expression, false);
    }
  }

  private void visitItems(Expression expression) {
    if (expression instanceof Expression.Aggregate aggregate) {
      visitEach(aggregate.of(), aggregate.slot());
      if (aggregate.aggregation() != Aggregation.COUNT) {
        visit(aggregate.what(), false);
      }
    } else if (expression instanceof Selection.Mapped mapped) {
      visitMapped(mapped);
    } else if (expression instanceof Condition.Every every) {
      visitEach(every.of(), every.slot());
      visit(every.condition(), true);
    } else if (expression instanceof Condition.Chain chain) {
      chain.elements().forEach(element -> visitEach(element.events(), element.slot()));
    } else {
      visitParts(expression);
    }
  }

  /** Entries are looked for in a value as a whole. */
  private void visitMapped(Selection.Mapped mapped) {
    if (mapped.key().isPresent()) {
      holdsEvents.put(mapped.key().get(), false);
      visit(mapped.of(), false);
      holdsEvents.put(mapped.slot(), false);
    } else {
      visitEach(mapped.of(), mapped.slot());
    }
    visit(mapped.what(), false);
  }

  private void visitEach(Expression of, int slot) {
    visit(of, true);
    holdsEvents.put(slot, isOfEvents(of));
  }

  private void visitParts(Expression expression) {
    if (expression instanceof Expression.Let let) {
      holdsEvents.put(let.slot(), false);
    }
    boolean walked = expression instanceof Condition && !isOfValues(expression);
    expression.parts().forEach(part -> visit(part, walked));
  }

  private static boolean isOfValues(Expression condition) {
    return condition instanceof Condition.Compare
        || condition instanceof Condition.In
        || condition instanceof Condition.Match
        || condition instanceof Condition.Text;
  }
}
