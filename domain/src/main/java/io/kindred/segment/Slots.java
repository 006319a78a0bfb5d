/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;

/** The items that an evaluation is looking at, and of events their times. */
final class Slots {

  /** The item in a slot is no event. */
  static final long NO_TIME = Long.MIN_VALUE;

  private final JsonNode[] items;
  private final long[] times;

  Slots(int count) {
    this.items = new JsonNode[count];
    this.times = new long[count];
    Arrays.fill(items, MissingNode.getInstance());
    Arrays.fill(times, NO_TIME);
  }

  void put(int slot, JsonNode item, long time) {
    items[slot] = item;
    times[slot] = time;
  }

  JsonNode item(int slot) {
    return items[slot];
  }

  long time(int slot) {
    return times[slot];
  }
}
