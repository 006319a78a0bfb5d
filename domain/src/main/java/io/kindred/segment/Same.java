/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Numbers that are the same have the same double next to them, whatever types they came in as, so
 * that is what they are found by; two that share it and are not the same are told apart when they
 * are compared.
 */
/** A value as the key of a map or of a set: the same as whatever the language says it equals. */
record Same(JsonNode value) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Same same && Comparison.same(value, same.value);
  }

  @Override
  public int hashCode() {
    return hash(value);
  }

  private static int hash(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> Double.hashCode(value.doubleValue() + 0.0);
      case ARRAY -> ofItems(value);
      case OBJECT -> ofFields(value);
      default -> value.hashCode();
    };
  }

  private static int ofItems(JsonNode array) {
    int hash = 1;
    for (JsonNode item : array) {
      hash = 31 * hash + hash(item);
    }
    return hash;
  }

  /** In whatever order they stand. */
  private static int ofFields(JsonNode object) {
    int hash = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      hash += field.getKey().hashCode() ^ hash(field.getValue());
    }
    return hash;
  }
}
