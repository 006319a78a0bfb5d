/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindred.segment.Subject.Occurrence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression at a moment. Values are JSON; missing and null are the missing node.
 * What it asks of time goes through the clock, which learns how long the answer holds.
 */
final class Interpreter implements Expression.Cases<JsonNode> {

  /** The item in a slot is no event. */
  private static final long NO_TIME = Long.MIN_VALUE;

  private static final JsonNode MISSING = MissingNode.getInstance();

  private final Facts facts;
  private final Map<String, History> memberships;
  private final JsonNode[] items;
  private final long[] times;
  private Clock clock = new Clock(0);

  Interpreter(Facts facts, Map<String, History> memberships, int slots) {
    this.facts = facts;
    this.memberships = memberships;
    this.items = new JsonNode[slots];
    this.times = new long[slots];
    Arrays.fill(times, NO_TIME);
  }

  /** Something done at each item, which stands in its slot; false stops. */
  interface Step {
    boolean go();
  }

  private interface TimeQuestion {
    @Nullable Boolean of(Moment moment);
  }

  boolean holds(Expression condition, Clock at) {
    clock = at;
    return holds(condition);
  }

  JsonNode value(Expression expression, Clock at) {
    clock = at;
    return value(expression);
  }

  long time(int slot) {
    return times[slot];
  }

  /** Walks through the items of {@code of}, events by time; whether it went through all. */
  boolean each(Expression of, int slot, boolean newestFirst, Step step) {
    if (of instanceof Expression.Events events) {
      return eachEvent(events, slot, newestFirst, step);
    }
    if (of instanceof Expression.Filter filter) {
      int inner = filter.slot();
      return each(
          filter.of(),
          inner,
          newestFirst,
          () -> !holds(filter.where()) || at(slot, items[inner], times[inner], step));
    }
    JsonNode value = value(of);
    if (!value.isArray()) {
      return value.isMissingNode() || at(slot, value, NO_TIME, step);
    }
    for (int i = 0; i < value.size(); i++) {
      if (!at(slot, value.get(i), NO_TIME, step)) {
        return false;
      }
    }
    return true;
  }

  private boolean eachEvent(Expression.Events events, int slot, boolean newestFirst, Step step) {
    EventList list = facts.matching(events, event -> satisfies(events, event));
    int count = list.soFar(clock);
    for (int i = 0; i < count; i++) {
      Occurrence event = list.get(newestFirst ? count - 1 - i : i);
      if (!at(slot, event.document(), event.timestamp(), step)) {
        return false;
      }
    }
    return true;
  }

  private boolean satisfies(Expression.Events events, Occurrence event) {
    Step check = () -> events.where().isEmpty() || holds(events.where().get());
    return at(events.slot(), event.document(), event.timestamp(), check);
  }

  private boolean at(int slot, JsonNode item, long time, Step step) {
    items[slot] = item;
    times[slot] = time;
    return step.go();
  }

  // -- conditions

  private boolean holds(Expression condition) {
    return Boolean.TRUE.equals(truth(condition));
  }

  private @Nullable Boolean truth(Expression condition) {
    return isSelection(condition)
        ? Boolean.valueOf(isAny(condition))
        : ThreeValued.truth(value(condition));
  }

  private static boolean isSelection(Expression expression) {
    return expression instanceof Expression.Events || expression instanceof Expression.Filter;
  }

  /** Newest first: what is recent stays in its windows for longest. */
  private boolean isAny(Expression selection) {
    return !each(selection, slotOf(selection), true, () -> false);
  }

  @Override
  public JsonNode not(Expression.Not not) {
    return ThreeValued.of(ThreeValued.not(truth(not.part())));
  }

  @Override
  public JsonNode junction(Expression.Junction junction) {
    JsonNode result = BooleanNode.valueOf(junction.all());
    List<Expression> parts = junction.parts();
    for (int i = 0; i < parts.size(); i++) {
      Boolean part = truth(parts.get(i));
      if (part == null) {
        result = MISSING;
      } else if (part != junction.all()) {
        return BooleanNode.valueOf(part);
      }
    }
    return result;
  }

  @Override
  public JsonNode compare(Expression.Compare compare) {
    JsonNode left = value(compare.left());
    JsonNode right = value(compare.right());
    if (right.isMissingNode()) {
      return MISSING;
    }
    return ThreeValued.of(
        ThreeValued.some(left, l -> ThreeValued.some(right, r -> compare.comparison().of(l, r))));
  }

  @Override
  public JsonNode occurs(Expression.Occurs occurs) {
    return ThreeValued.of(
        moments(
            occurs.left(),
            left -> moments(occurs.right(), right -> occurs.relation().holds(left, right, clock))));
  }

  @Override
  public JsonNode between(Expression.Between between) {
    return ThreeValued.of(
        moments(
            between.of(),
            x ->
                moments(
                    between.from(),
                    from ->
                        Relation.Order.NOT_BEFORE.holds(x, from, clock)
                            ? moments(
                                between.to(), to -> Relation.Order.NOT_AFTER.holds(x, to, clock))
                            : Boolean.FALSE)));
  }

  private @Nullable Boolean moments(Expression expression, TimeQuestion question) {
    if (expression instanceof Expression.At literal) {
      return question.of(literal.moment());
    }
    if (expression instanceof Expression.Path path && isTimestamp(path)) {
      long time = times[path.slot()];
      return question.of(new Moment.Fixed(time, time));
    }
    return ThreeValued.some(
        value(expression),
        value -> {
          Moment moment = Moment.read(value);
          return moment == null ? null : question.of(moment);
        });
  }

  /** An event's time is known as a number: it need not be read again. */
  private boolean isTimestamp(Expression.Path path) {
    return times[path.slot()] != NO_TIME
        && path.slot() != Expression.PROFILE
        && path.names().size() == 1
        && path.names().get(0).equals("timestamp");
  }

  @Override
  public JsonNode in(Expression.In in) {
    JsonNode item = value(in.item());
    JsonNode list = value(in.list());
    if (item.isMissingNode() || list.isMissingNode()) {
      return BooleanNode.FALSE;
    }
    return ThreeValued.of(
        ThreeValued.some(item, value -> isListed(value, list, in) != in.negated()));
  }

  private static boolean isListed(JsonNode value, JsonNode list, Expression.In in) {
    return in.texts().isEmpty()
        ? Boolean.TRUE.equals(ThreeValued.some(list, other -> Comparison.same(value, other)))
        : value.isTextual() && in.texts().contains(value.textValue());
  }

  @Override
  public JsonNode match(Expression.Match match) {
    return ThreeValued.of(
        ThreeValued.some(
            value(match.text()),
            text ->
                text.isTextual()
                    ? Boolean.valueOf(match.pattern().matches(text.textValue()))
                    : null));
  }

  @Override
  public JsonNode text(Expression.Text text) {
    return ThreeValued.of(ThreeValued.some(value(text.text()), value -> test(text, value)));
  }

  private @Nullable Boolean test(Expression.Text text, JsonNode value) {
    Boolean result = false;
    List<Expression> others = text.others();
    for (int i = 0; i < others.size() && !Boolean.TRUE.equals(result); i++) {
      Boolean one = ThreeValued.some(value(others.get(i)), other -> passes(text, value, other));
      if (!Boolean.FALSE.equals(one)) {
        result = one;
      }
    }
    return text.negated() ? ThreeValued.not(result) : result;
  }

  private static @Nullable Boolean passes(Expression.Text text, JsonNode value, JsonNode other) {
    if (!value.isTextual() || !other.isTextual()) {
      return null;
    }
    return text.test().of(value.textValue(), other.textValue(), text.exact());
  }

  @Override
  public JsonNode isNull(Expression.IsNull isNull) {
    if (isSelection(isNull.part())) {
      return BooleanNode.valueOf(!isAny(isNull.part()));
    }
    JsonNode value = value(isNull.part());
    return BooleanNode.valueOf(value.isMissingNode() || (value.isArray() && value.isEmpty()));
  }

  @Override
  public JsonNode quantified(Expression.Quantified quantified) {
    boolean[] unknown = {false};
    boolean through =
        each(
            quantified.of(),
            quantified.slot(),
            !quantified.every(),
            () -> {
              Boolean one = truth(quantified.condition());
              unknown[0] |= one == null;
              return one == null || one == quantified.every();
            });
    if (!through) {
      return BooleanNode.valueOf(!quantified.every());
    }
    return unknown[0] ? MISSING : BooleanNode.valueOf(quantified.every());
  }

  @Override
  public JsonNode inSegment(Expression.InSegment inSegment) {
    History history = memberships.get(inSegment.id());
    if (history == null) {
      throw new IllegalStateException(inSegment.id() + " has not been walked before");
    }
    return BooleanNode.valueOf(history.member(clock));
  }

  @Override
  public JsonNode chain(Expression.Chain chain) {
    return BooleanNode.valueOf(new ChainSearch(this, chain.elements()).found());
  }

  // -- values

  private JsonNode value(Expression expression) {
    return expression.accept(this);
  }

  @Override
  public JsonNode literal(Expression.Literal literal) {
    return literal.value();
  }

  /** A day that is asked for as a value; what moves with the clock is read as a moment only. */
  @Override
  public JsonNode at(Expression.At at) {
    return at.moment() instanceof Moment.Fixed day ? TextNode.valueOf(day.date()) : MISSING;
  }

  @Override
  public JsonNode list(Expression.ListOf list) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    list.parts().forEach(part -> Values.addTo(values, value(part)));
    return values;
  }

  @Override
  public JsonNode path(Expression.Path path) {
    JsonNode value =
        path.slot() == Expression.PROFILE ? facts.attributes(clock) : items[path.slot()];
    List<String> names = path.names();
    for (int i = 0; i < names.size(); i++) {
      value = Values.field(value, names.get(i));
    }
    return value;
  }

  @Override
  public JsonNode field(Expression.Field field) {
    return Values.field(value(field.of()), field.name());
  }

  @Override
  public JsonNode events(Expression.Events events) {
    return collect(events);
  }

  @Override
  public JsonNode filter(Expression.Filter filter) {
    return collect(filter);
  }

  private JsonNode collect(Expression selection) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    int slot = slotOf(selection);
    each(selection, slot, false, () -> items.add(this.items[slot]) != null);
    return items;
  }

  private static int slotOf(Expression selection) {
    return selection instanceof Expression.Filter filter
        ? filter.slot()
        : ((Expression.Events) selection).slot();
  }

  @Override
  public JsonNode calculate(Expression.Calculate calculate) {
    return Values.calculate(
        calculate.operation(), value(calculate.left()), value(calculate.right()));
  }

  @Override
  public JsonNode aggregate(Expression.Aggregate aggregate) {
    Tally tally = new Tally(aggregate.aggregation());
    boolean counts = aggregate.aggregation() == Aggregation.COUNT;
    each(
        aggregate.of(),
        aggregate.slot(),
        false,
        () -> {
          tally.add(counts ? items[aggregate.slot()] : value(aggregate.what()));
          return true;
        });
    return tally.result();
  }

  @Override
  public JsonNode choice(Expression.Choice choice) {
    return value(holds(choice.condition()) ? choice.then() : choice.otherwise());
  }
}
