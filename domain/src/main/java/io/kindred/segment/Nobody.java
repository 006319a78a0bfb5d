/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** A profile of whom nothing is known. */
enum Nobody implements Subject {
  INSTANCE;

  @Override
  public At attributes(long t) {
    return new At(JsonNodeFactory.instance.objectNode(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public List<Occurrence> events() {
    return List.of();
  }

  @Override
  public long earliest() {
    return Long.MAX_VALUE;
  }

  @Override
  public long latest() {
    return Long.MIN_VALUE;
  }
}
