/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Syntax.Element;
import io.kindred.segment.Syntax.Element.Count;
import java.util.ArrayList;
import java.util.List;

/** Reads chains, and how moments occur, from {@code pql/json}. */
final class JsonChains {

  private static final int COUNT_MAX = 1000;

  private final JsonTreeReader reader;

  JsonChains(JsonTreeReader reader) {
    this.reader = reader;
  }

  Syntax read(JsonPlace json) {
    Syntax events = reader.of(json.child("object"));
    List<Element> elements = new ArrayList<>();
    int declared = 0;
    for (JsonPlace place : json.children("elements")) {
      Element element = element(place);
      elements.add(element);
      if (element.count().least() > 0) {
        reader.declare(element.name());
        declared++;
      }
    }
    reader.forget(declared);
    if (elements.isEmpty()) {
      throw PqlProblem.found(json.at(), "elements");
    }
    return new Syntax.Chain(json.at(), events, elements);
  }

  private Element element(JsonPlace json) {
    reader.enter();
    Element element =
        new Element(
            json.at(),
            json.name("varName"),
            reader.of(json.child("what")),
            reader.all(json.childrenIfAny("where")),
            json.childrenIfAny("when").stream().map(this::when).toList(),
            json.childIfAny("count").map(JsonChains::count).orElse(Count.ONCE));
    reader.leave();
    return element;
  }

  private static Count count(JsonPlace json) {
    int least = json.number("min", 0, COUNT_MAX);
    int most = json.node().has("max") ? json.number("max", least, COUNT_MAX) : Integer.MAX_VALUE;
    if (least == 0 && most == Integer.MAX_VALUE) {
      throw PqlProblem.found(json.at(), "min from 1, or max");
    }
    return new Count(least, most);
  }

  /** How something occurs: {@code direction}, {@code time}, and for a window how far away. */
  Occurrence when(JsonPlace json) {
    Syntax time = reader.of(json.child("time"));
    String direction = json.text("direction");
    if (json.node().has("amount")) {
      return within(json, direction, time);
    }
    return switch (direction) {
      case "before" -> new Occurrence.Beside(true, time);
      case "after" -> new Occurrence.Beside(false, time);
      case "between" -> new Occurrence.Between(time, reader.of(json.child("to")));
      case "on" -> new Occurrence.On(time);
      default -> throw PqlProblem.found(json.at(), "direction before, after, between or on");
    };
  }

  private static Occurrence within(JsonPlace json, String direction, Syntax time) {
    Unit unit =
        Unit.named(json.text("unit"))
            .orElseThrow(() -> PqlProblem.found(json.at(), "a unit of time: " + Unit.names()));
    if (!List.of("before", "after", "from").contains(direction)) {
      throw PqlProblem.found(json.at(), "direction before, after or from");
    }
    long amount = json.wholeNumber("amount", 0, Long.MAX_VALUE);
    return new Occurrence.Within(comparison(json), amount, unit, direction, time);
  }

  private static Comparison comparison(JsonPlace json) {
    try {
      return Comparison.of(json.text("comparison"));
    } catch (IllegalArgumentException e) {
      throw PqlProblem.found(json.at(), "comparison =, !=, <, <=, > or >=");
    }
  }
}
