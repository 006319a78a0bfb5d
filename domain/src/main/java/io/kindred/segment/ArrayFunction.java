/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Functions of arrays as lists and as sets. A question about a missing array is answered no, a list
 * made of one is empty.
 */
enum ArrayFunction implements ValueFunction {
  INTERSECTS(Kind.BOOLEAN) {
    @Override
    JsonNode of(JsonNode left, JsonNode right) {
      return answer(left, right, any(left, right));
    }
  },
  INTERSECTION(Kind.ARRAY) {
    @Override
    JsonNode of(JsonNode left, JsonNode right) {
      return distinct(left, set(right)::contains);
    }
  },
  SUBSET_OF(Kind.BOOLEAN) {
    @Override
    JsonNode of(JsonNode left, JsonNode right) {
      return answer(left, right, containsAll(right, left));
    }
  },
  SUPERSET_OF(Kind.BOOLEAN) {
    @Override
    JsonNode of(JsonNode left, JsonNode right) {
      return answer(left, right, containsAll(left, right));
    }
  },
  INCLUDES(Kind.BOOLEAN) {
    @Override
    JsonNode of(JsonNode left, JsonNode right) {
      boolean includes =
          contains(left, right) || (right.isArray() && !right.isEmpty() && any(right, left));
      return answer(left, right, includes);
    }
  },
  DISTINCT(Kind.ARRAY) {
    @Override
    JsonNode of(JsonNode array, JsonNode none) {
      return distinct(array, item -> true);
    }
  },
  HEAD(Kind.ANY) {
    @Override
    JsonNode of(JsonNode array, JsonNode none) {
      return array.isArray() ? array.path(0) : array;
    }
  };

  private final Kind kind;

  ArrayFunction(Kind kind) {
    this.kind = kind;
  }

  abstract JsonNode of(JsonNode left, JsonNode right);

  @Override
  public JsonNode of(List<JsonNode> arguments) {
    JsonNode second = arguments.size() > 1 ? arguments.get(1) : MissingNode.getInstance();
    return of(arguments.get(0), second);
  }

  @Override
  public Kind kind() {
    return kind;
  }

  private static JsonNode answer(JsonNode left, JsonNode right, boolean answer) {
    return BooleanNode.valueOf(answer && !left.isMissingNode() && !right.isMissingNode());
  }

  private static Iterable<JsonNode> items(JsonNode value) {
    if (value.isArray()) {
      return value;
    }
    return value.isMissingNode() ? List.of() : List.of(value);
  }

  private static Set<Same> set(JsonNode array) {
    Set<Same> set = new HashSet<>();
    items(array).forEach(item -> set.add(new Same(item)));
    return set;
  }

  /** Of one item: a set would take longer than it saves. */
  private static boolean contains(JsonNode array, JsonNode item) {
    for (JsonNode each : items(array)) {
      if (Comparison.same(each, item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean containsAll(JsonNode array, JsonNode others) {
    Set<Same> set = set(array);
    for (JsonNode other : items(others)) {
      if (!set.contains(new Same(other))) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(JsonNode items, JsonNode array) {
    Set<Same> set = set(array);
    for (JsonNode item : items(items)) {
      if (set.contains(new Same(item))) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode distinct(JsonNode array, Predicate<Same> choice) {
    ArrayNode distinct = JsonNodeFactory.instance.arrayNode();
    Set<Same> before = new HashSet<>();
    for (JsonNode item : items(array)) {
      Same same = new Same(item);
      if (choice.test(same) && before.add(same)) {
        distinct.add(item);
      }
    }
    return distinct;
  }
}
