/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression at a moment. Values are JSON; missing and null are the missing node.
 * What it asks of time goes through the clock, which learns how long the answer holds.
 */
final class Interpreter implements Expression.Cases<JsonNode> {

  private final Facts facts;
  private final Memberships memberships;
  private final Slots slots;
  private final Walker walker;
  private final ConditionValues conditions;
  private final SelectionValues selections;
  private final Operands operands = new Operands(this);
  private final CommonValues common;
  private Clock clock = new Clock(0);

  /** Which segments the profile is in. */
  interface Memberships {

    /** Membership now; the clock learns how long that holds. */
    boolean isMember(String segment, Clock clock);
  }

  Interpreter(Facts facts, Map<String, History> memberships, int slots) {
    this(facts, (segment, clock) -> walked(memberships, segment).member(clock), slots);
  }

  Interpreter(Facts facts, Memberships memberships, int slots) {
    this(facts, memberships, slots, new CommonValues(CommonParts.NONE, new Sparse<>(0)));
  }

  /** Shares values with others that are given the same ones. */
  Interpreter(Facts facts, Memberships memberships, int slots, CommonValues common) {
    this.common = common;
    this.facts = facts;
    this.memberships = memberships;
    this.slots = new Slots(slots);
    this.walker = new Walker(this);
    this.conditions = new ConditionValues(this);
    this.selections = new SelectionValues(this);
  }

  boolean holds(Expression condition, Clock at) {
    return Boolean.TRUE.equals(truth(condition, at));
  }

  @Nullable Boolean truth(Expression condition, Clock at) {
    clock = at;
    return truth(condition);
  }

  JsonNode value(Expression expression, Clock at) {
    clock = at;
    return value(expression);
  }

  boolean holds(Expression condition) {
    return Boolean.TRUE.equals(truth(condition));
  }

  /** As a condition; null is unknown. */
  @Nullable Boolean truth(Expression condition) {
    return Walker.isSelection(condition)
        ? Boolean.valueOf(isAny(condition))
        : ThreeValued.truth(value(condition));
  }

  private boolean isAny(Expression selection) {
    return shared(selection, () -> BooleanNode.valueOf(walker.isAny(selection))).booleanValue();
  }

  /** What it was found to be a moment ago, for this or another condition, as long as that holds. */
  JsonNode shared(Expression part, Supplier<JsonNode> value) {
    int number = common.number(part);
    if (number < 0) {
      return value.get();
    }
    CommonValues.Held held = common.at(number, clock.now());
    if (held == null) {
      Clock around = clock;
      clock = new Clock(around.now());
      held = common.hold(number, value.get(), clock);
      clock = around;
    }
    clock.within(held.from(), held.until());
    return held.value();
  }

  JsonNode value(Expression expression) {
    return expression.accept(this);
  }

  /** What a comparison and its kin ask about: in an array also the items that have no value. */
  JsonNode operand(Expression expression) {
    return operands.of(expression);
  }

  Facts facts() {
    return facts;
  }

  Slots slots() {
    return slots;
  }

  Walker walker() {
    return walker;
  }

  Clock clock() {
    return clock;
  }

  /** Membership of another segment now. */
  boolean isMember(String segment) {
    return memberships.isMember(segment, clock);
  }

  private static History walked(Map<String, History> memberships, String segment) {
    History history = memberships.get(segment);
    if (history == null) {
      throw new IllegalStateException(segment + " has not been walked before");
    }
    return history;
  }

  @Override
  public Condition.Cases<JsonNode> conditions() {
    return conditions;
  }

  @Override
  public Selection.Cases<JsonNode> selections() {
    return selections;
  }

  @Override
  public JsonNode literal(Expression.Literal literal) {
    return literal.value();
  }

  /** A day is its date; what moves with the clock is the instant at which it begins. */
  @Override
  public JsonNode at(Expression.At at) {
    if (at.moment() instanceof Moment.Moving moving) {
      return TextNode.valueOf(Instant.ofEpochMilli(moving.start(clock)).toString());
    }
    return TextNode.valueOf(((Moment.Day) at.moment()).date().toString());
  }

  @Override
  public JsonNode dateOf(Expression.DateOf dateOf) {
    return dateOf.part().of(dateOf.moment().date(clock));
  }

  @Override
  public JsonNode path(Expression.Path path) {
    return path(path, Gaps.LEFT_OUT);
  }

  JsonNode path(Expression.Path path, Gaps gaps) {
    JsonNode value =
        path.slot() == Expression.PROFILE ? facts.attributes(clock) : slots.item(path.slot());
    List<String> names = path.names();
    if (names.isEmpty() && gaps == Gaps.LEFT_OUT) {
      return Values.withoutGaps(value);
    }
    for (int i = 0; i < names.size(); i++) {
      value = Values.field(value, names.get(i), gaps);
    }
    return value;
  }

  @Override
  public JsonNode field(Expression.Field field) {
    return Values.field(value(field.of()), field.name(), Gaps.LEFT_OUT);
  }

  @Override
  public JsonNode either(Expression.Either either) {
    JsonNode first = value(either.first());
    return first.isMissingNode() ? value(either.other()) : first;
  }

  @Override
  public JsonNode object(Expression.ObjectOf object) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    object
        .fields()
        .forEach(
            (name, of) -> {
              JsonNode value = value(of);
              if (!value.isMissingNode()) {
                fields.set(name, value);
              }
            });
    return fields;
  }

  @Override
  public JsonNode calculate(Expression.Calculate calculate) {
    return Values.calculate(
        calculate.operation(), value(calculate.left()), value(calculate.right()), Gaps.LEFT_OUT);
  }

  @Override
  public JsonNode aggregate(Expression.Aggregate aggregate) {
    return shared(aggregate, () -> aggregated(aggregate));
  }

  private JsonNode aggregated(Expression.Aggregate aggregate) {
    if (aggregate.aggregation() == Aggregation.COUNT
        && aggregate.of() instanceof Selection.Events events) {
      return IntNode.valueOf(walker.count(events));
    }
    Tally tally = new Tally(aggregate.aggregation());
    boolean counts = aggregate.aggregation() == Aggregation.COUNT;
    walker.each(
        aggregate.of(),
        aggregate.slot(),
        false,
        () -> {
          tally.add(counts ? IntNode.valueOf(1) : value(aggregate.what()));
          return true;
        });
    return tally.result();
  }

  @Override
  public JsonNode choice(Expression.Choice choice) {
    return value(chosen(choice));
  }

  Expression chosen(Expression.Choice choice) {
    return holds(choice.condition()) ? choice.then() : choice.otherwise();
  }

  @Override
  public JsonNode let(Expression.Let let) {
    bind(let);
    return value(let.body());
  }

  /** What has a name means what it would without, so it keeps its gaps. */
  void bind(Expression.Let let) {
    slots.put(let.slot(), operand(let.value()), Slots.NO_TIME);
  }

  @Override
  public JsonNode call(Expression.Call call) {
    List<Expression> parts = call.parts();
    JsonNode[] arguments = new JsonNode[parts.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = value(parts.get(i));
    }
    return Values.value(call.function().of(List.of(arguments)));
  }
}
