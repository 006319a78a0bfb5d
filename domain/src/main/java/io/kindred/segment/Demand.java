/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an event must have for a condition to be true of it: at this path, one of these texts.
 *
 * @param path field names from the root of the event
 */
record Demand(List<String> path, Set<String> texts) {

  /** All that a condition on the event in {@code slot} demands; each by itself is necessary. */
  static List<Demand> of(Expression condition, int slot) {
    if (condition instanceof Condition.Junction junction && junction.all()) {
      return junction.parts().stream().flatMap(part -> of(part, slot).stream()).toList();
    }
    return one(condition, slot).stream().toList();
  }

  private static Optional<Demand> one(Expression condition, int slot) {
    if (condition instanceof Condition.Junction junction) {
      return anyOf(junction.parts(), slot);
    }
    if (condition instanceof Condition.Compare compare
        && compare.comparison() == Comparison.EQUAL) {
      return equal(compare.left(), List.of(compare.right()), slot)
          .or(() -> equal(compare.right(), List.of(compare.left()), slot));
    }
    if (condition instanceof Condition.In in && !in.negated() && !in.texts().isEmpty()) {
      return path(in.item(), slot).map(path -> new Demand(path, in.texts()));
    }
    if (condition instanceof Condition.Text text && text.test() == TextTest.EQUALS) {
      return text.exact() && !text.negated()
          ? equal(text.text(), text.others(), slot)
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Where each of several ways demands something at the same path. */
  private static Optional<Demand> anyOf(List<Expression> ways, int slot) {
    Set<List<String>> paths = new HashSet<>();
    Set<String> texts = new TreeSet<>();
    for (Expression way : ways) {
      List<Demand> demands = of(way, slot);
      if (demands.isEmpty()) {
        return Optional.empty();
      }
      paths.add(demands.get(0).path());
      texts.addAll(demands.get(0).texts());
    }
    return paths.size() == 1
        ? Optional.of(new Demand(paths.iterator().next(), texts))
        : Optional.empty();
  }

  private static Optional<Demand> equal(Expression item, List<Expression> others, int slot) {
    Set<String> texts = new TreeSet<>();
    for (Expression other : others) {
      if (!(other instanceof Expression.Literal literal) || !literal.value().isTextual()) {
        return Optional.empty();
      }
      texts.add(literal.value().textValue());
    }
    return path(item, slot).map(path -> new Demand(path, texts));
  }

  private static Optional<List<String>> path(Expression expression, int slot) {
    return expression instanceof Expression.Path path && path.slot() == slot
        ? Optional.of(path.names())
        : Optional.empty();
  }

  /** The texts that an event has at a path. */
  static List<String> textsAt(JsonNode document, List<String> path) {
    JsonNode value = document;
    for (int i = 0; i < path.size(); i++) {
      value = Values.field(value, path.get(i), Gaps.LEFT_OUT);
    }
    if (!value.isArray()) {
      return value.isTextual() ? List.of(value.textValue()) : List.of();
    }
    List<String> texts = new ArrayList<>();
    addTexts(value, texts);
    return texts;
  }

  private static void addTexts(JsonNode value, List<String> texts) {
    if (value.isTextual()) {
      texts.add(value.textValue());
    }
    value.forEach(item -> addTexts(item, texts));
  }

  /** One for each text, where more than one will do. */
  Stream<Demand> apart() {
    return texts.stream().map(text -> new Demand(path, Set.of(text)));
  }
}
