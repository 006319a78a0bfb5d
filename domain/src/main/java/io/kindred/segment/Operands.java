/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Values as conditions take them that ask whether some item of an array is such: an item that has
 * no value stays in the array, as the missing node, since whether it is such is unknown.
 */
final class Operands {

  private final Interpreter interpreter;

  Operands(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  JsonNode of(Expression expression) {
    if (expression instanceof Expression.Path path) {
      return interpreter.path(path, Gaps.KEPT);
    }
    if (expression instanceof Expression.Field field) {
      return Values.field(of(field.of()), field.name(), Gaps.KEPT);
    }
    if (expression instanceof Expression.Either either) {
      JsonNode first = of(either.first());
      return first.isMissingNode() ? of(either.other()) : first;
    }
    if (expression instanceof Expression.Calculate calculate) {
      return Values.calculate(
          calculate.operation(), of(calculate.left()), of(calculate.right()), Gaps.KEPT);
    }
    if (expression instanceof Expression.Choice choice) {
      return of(interpreter.chosen(choice));
    }
    if (expression instanceof Expression.Let let) {
      interpreter.bind(let);
      return of(let.body());
    }
    if (expression instanceof Expression.Call call
        && call.function() instanceof ItemFunction each) {
      return Values.each(of(call.parts().get(0)), each::ofOne, Gaps.KEPT);
    }
    return interpreter.value(expression);
  }
}
