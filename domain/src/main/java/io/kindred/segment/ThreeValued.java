/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** True, false and unknown, as the values true, false and missing. */
final class ThreeValued {

  private ThreeValued() {}

  /** A question about one value; the answer is null where it is unknown. */
  interface Question {
    @Nullable Boolean of(JsonNode value);
  }

  static JsonNode of(@Nullable Boolean truth) {
    return truth == null ? MissingNode.getInstance() : BooleanNode.valueOf(truth);
  }

  /**
   * A value as a condition: an array or an object is true when it has something in it; what else is
   * no truth is unknown.
   */
  static @Nullable Boolean truth(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isContainerNode() ? Boolean.valueOf(!value.isEmpty()) : null;
  }

  static @Nullable Boolean not(@Nullable Boolean truth) {
    return truth == null ? null : Boolean.valueOf(!truth);
  }

  /**
   * Whether some value of an array, or the one value, is such; unknown of a missing one, and so of
   * an array where none is such and one is missing.
   */
  static @Nullable Boolean some(JsonNode value, Question question) {
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isArray()) {
      return question.of(value);
    }
    Boolean result = false;
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      Boolean one = item.isMissingNode() ? null : question.of(item);
      if (one == null) {
        result = null;
      } else if (one) {
        return true;
      }
    }
    return result;
  }
}
