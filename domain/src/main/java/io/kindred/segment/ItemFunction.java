/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A function of one value that of an array takes each item by itself. */
interface ItemFunction extends ValueFunction {

  /** Of a single value. */
  JsonNode ofOne(JsonNode value);

  @Override
  default JsonNode of(List<JsonNode> arguments) {
    return Values.each(arguments.get(0), this::ofOne, Gaps.LEFT_OUT);
  }
}
