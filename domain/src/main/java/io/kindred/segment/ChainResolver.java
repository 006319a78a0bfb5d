/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Condition.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives {@code chain(xEvent, timestamp, […])} its meaning. */
final class ChainResolver {

  private final Resolver resolver;

  ChainResolver(Resolver resolver) {
    this.resolver = resolver;
  }

  Expression read(Syntax.Chain chain) {
    List<Syntax.Element> elements = chain.elements();
    if (elements.size() > ChainReader.ELEMENTS_MAX) {
      throw PqlProblem.found(
          elements.get(ChainReader.ELEMENTS_MAX).at(),
          "at most " + ChainReader.ELEMENTS_MAX + " elements");
    }
    if (elements.stream().allMatch(ChainResolver::isNegated)) {
      throw PqlProblem.found(elements.get(0).at(), "an element that is not negated beside it");
    }
    Set<String> names = names(elements);
    elements.stream()
        .filter(ChainResolver::mayOccur)
        .map(Syntax.Element::name)
        .forEach(names::remove);
    resolver.scope().announce(names);
    Expression read = new Condition.Chain(elements(elements, filterOf(chain.events())));
    resolver.scope().forget(names);
    return read;
  }

  private static boolean mayOccur(Syntax.Element element) {
    return element.count().least() == 0 && !isNegated(element);
  }

  private static Set<String> names(List<Syntax.Element> elements) {
    Set<String> names = new HashSet<>();
    for (Syntax.Element element : elements) {
      if (!names.add(element.name())) {
        throw PqlProblem.found(element.at(), "a name that no element before it has");
      }
    }
    return names;
  }

  private static boolean isNegated(Syntax.Element element) {
    return element.count().most() == 0;
  }

  /** What the events are filtered by before there is a chain. */
  private static List<Syntax> filterOf(Syntax events) {
    if (events instanceof Syntax.Name name && name.name().equals("xEvent")) {
      return List.of();
    }
    if (events instanceof Syntax.Filter filter) {
      List<Syntax> conditions = new ArrayList<>(filterOf(filter.of()));
      conditions.add(filter.where());
      return conditions;
    }
    throw PqlProblem.found(events.start(), "'xEvent'");
  }

  private List<Element> elements(List<Syntax.Element> chain, List<Syntax> filter) {
    List<Element> elements = new ArrayList<>();
    for (Syntax.Element syntax : chain) {
      int slot =
          resolver.scope().reserve(resolver.fields(new Selection.Events(0, Optional.empty())));
      resolver.scope().bind(syntax.name(), new Expression.Path(slot, List.of()));
      Expression condition =
          resolver.atLevel(
              new Scope.Level(slot, Optional.empty()), () -> condition(syntax, filter, slot));
      Syntax.Element.Count count = syntax.count();
      if (count.least() == 0) {
        resolver.scope().unbind(syntax.name());
      }
      elements.add(
          new Element(resolver.select(slot, condition), slot, count.least(), count.most(), true));
    }
    chain.stream()
        .filter(element -> element.count().least() > 0)
        .forEach(element -> resolver.scope().unbind(element.name()));
    resolver.scope().release(elements.get(0).slot());
    return elements.stream().map(element -> marked(element, elements)).toList();
  }

  private Expression condition(Syntax.Element element, List<Syntax> filter, int slot) {
    List<Expression> parts = new ArrayList<>();
    parts.add(resolver.condition(element.what()));
    filter.forEach(each -> parts.add(resolver.condition(each)));
    element.where().forEach(where -> parts.add(resolver.condition(where)));
    for (Occurrence when : element.when()) {
      Expression timestamp = new Expression.Path(slot, List.of("timestamp"));
      parts.add(resolver.moments().occurring(timestamp, element.at(), when));
    }
    return new Condition.Junction(true, parts);
  }

  private static Element marked(Element element, List<Element> all) {
    boolean free =
        all.stream()
            .filter(other -> other.slot() > element.slot())
            .noneMatch(other -> looksAt(other.events(), element.slot()));
    return new Element(element.events(), element.slot(), element.least(), element.most(), free);
  }

  private static boolean looksAt(Expression expression, int slot) {
    return (expression instanceof Expression.Path path && path.slot() == slot)
        || expression.parts().stream().anyMatch(part -> looksAt(part, slot));
  }
}
