/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a condition is true, false or unknown. */
final class ConditionValues implements Condition.Cases<JsonNode> {

  private final Interpreter interpreter;
  private final TimeConditions times;

  ConditionValues(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.times = new TimeConditions(interpreter);
  }

  @Override
  public JsonNode not(Condition.Not not) {
    return ThreeValued.of(ThreeValued.not(interpreter.truth(not.part())));
  }

  @Override
  public JsonNode junction(Condition.Junction junction) {
    JsonNode result = BooleanNode.valueOf(junction.all());
    List<Expression> parts = junction.parts();
    for (int i = 0; i < parts.size(); i++) {
      Boolean part = interpreter.truth(parts.get(i));
      if (part == null) {
        result = MissingNode.getInstance();
      } else if (part != junction.all()) {
        return BooleanNode.valueOf(part);
      }
    }
    return result;
  }

  @Override
  public JsonNode compare(Condition.Compare compare) {
    boolean whole = compare.whole();
    JsonNode left = whole ? interpreter.value(compare.left()) : interpreter.operand(compare.left());
    JsonNode right =
        whole ? interpreter.value(compare.right()) : interpreter.operand(compare.right());
    if (right.isMissingNode()) {
      return right;
    }
    if (whole && left.isArray() && right.isArray()) {
      return BooleanNode.valueOf(compare.comparison().ofWhole(left, right));
    }
    return ThreeValued.of(
        ThreeValued.some(left, l -> ThreeValued.some(right, r -> compare.comparison().of(l, r))));
  }

  @Override
  public JsonNode occurs(Condition.Occurs occurs) {
    return ThreeValued.of(times.occurs(occurs));
  }

  @Override
  public JsonNode between(Condition.Between between) {
    return ThreeValued.of(times.between(between));
  }

  @Override
  public JsonNode in(Condition.In in) {
    JsonNode item = interpreter.value(in.item());
    JsonNode list = interpreter.value(in.list());
    if (item.isMissingNode() || list.isMissingNode()) {
      return BooleanNode.FALSE;
    }
    return ThreeValued.of(
        ThreeValued.some(item, value -> isListed(value, list, in) != in.negated()));
  }

  private static boolean isListed(JsonNode value, JsonNode list, Condition.In in) {
    return in.texts().isEmpty()
        ? Boolean.TRUE.equals(ThreeValued.some(list, other -> Comparison.same(value, other)))
        : value.isTextual() && in.texts().contains(value.textValue());
  }

  @Override
  public JsonNode match(Condition.Match match) {
    return ThreeValued.of(
        ThreeValued.some(
            interpreter.operand(match.text()),
            text -> text.isTextual() ? match.pattern().matches(text.textValue()) : null));
  }

  @Override
  public JsonNode text(Condition.Text text) {
    return ThreeValued.of(
        ThreeValued.some(interpreter.operand(text.text()), value -> test(text, value)));
  }

  private @Nullable Boolean test(Condition.Text text, JsonNode value) {
    Boolean result = false;
    List<Expression> others = text.others();
    for (int i = 0; i < others.size() && !Boolean.TRUE.equals(result); i++) {
      Boolean one =
          ThreeValued.some(
              interpreter.operand(others.get(i)),
              other -> text.test().of(value, other, text.exact()));
      if (!Boolean.FALSE.equals(one)) {
        result = one;
      }
    }
    return text.negated() ? ThreeValued.not(result) : result;
  }

  @Override
  public JsonNode isNull(Condition.IsNull isNull) {
    if (Walker.isSelection(isNull.part())) {
      return BooleanNode.valueOf(!interpreter.walker().isAny(isNull.part()));
    }
    JsonNode value = interpreter.value(isNull.part());
    return BooleanNode.valueOf(value.isMissingNode() || (value.isArray() && value.isEmpty()));
  }

  @Override
  public JsonNode any(Condition.Any any) {
    if (Walker.isSelection(any.items())) {
      return BooleanNode.valueOf(interpreter.walker().isAny(any.items()));
    }
    JsonNode value = interpreter.value(any.items());
    return BooleanNode.valueOf(value.isArray() ? !value.isEmpty() : !value.isMissingNode());
  }

  @Override
  public JsonNode every(Condition.Every every) {
    return BooleanNode.valueOf(
        interpreter
            .walker()
            .each(every.of(), every.slot(), true, () -> interpreter.holds(every.condition())));
  }

  @Override
  public JsonNode inSegment(Condition.InSegment inSegment) {
    return BooleanNode.valueOf(interpreter.isMember(inSegment.id()));
  }

  @Override
  public JsonNode chain(Condition.Chain chain) {
    return interpreter.shared(
        chain, () -> BooleanNode.valueOf(new ChainSearch(interpreter, chain.elements()).found()));
  }
}
