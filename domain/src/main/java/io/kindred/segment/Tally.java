/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An aggregation under way. What is missing, or cannot be added or compared, is passed over. */
final class Tally {

  private final Aggregation aggregation;
  private long count;
  private JsonNode value = MissingNode.getInstance();

  Tally(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  void add(JsonNode item) {
    if (aggregation == Aggregation.COUNT) {
      count++;
    } else if (item.isArray()) {
      item.forEach(this::add);
    } else if (fits(item)) {
      count++;
      value = count == 1 ? item : with(item);
    }
  }

  JsonNode result() {
    return switch (aggregation) {
      case COUNT -> LongNode.valueOf(count);
      case SUM -> count == 0 ? LongNode.valueOf(0) : value;
      case MIN, MAX -> value;
      case AVERAGE -> Arithmetic.OVER.of(value, LongNode.valueOf(count));
    };
  }

  private boolean fits(JsonNode item) {
    boolean orders = aggregation == Aggregation.MIN || aggregation == Aggregation.MAX;
    return item.isNumber() || (orders && item.isTextual());
  }

  private JsonNode with(JsonNode item) {
    return switch (aggregation) {
      case SUM, AVERAGE -> Arithmetic.PLUS.of(value, item);
      case MIN -> Boolean.TRUE.equals(Comparison.BELOW.of(item, value)) ? item : value;
      case MAX -> Boolean.TRUE.equals(Comparison.ABOVE.of(item, value)) ? item : value;
      case COUNT -> value;
    };
  }
}
