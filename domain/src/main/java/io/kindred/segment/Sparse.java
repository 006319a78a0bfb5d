/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by place, where few of thousands of places have one: they are found at once, and cleared
 * in the time that it takes to clear those.
 *
 * <p>Not for several threads.
 */
final class Sparse<T> {

  private final @Nullable Object[] values;
  private int[] filled = new int[16];
  private int size;

  Sparse(int places) {
    this.values = new Object[places];
  }

  @SuppressWarnings("unchecked") // put lets no others in
  @Nullable T get(int place) {
    return (T) values[place];
  }

  void put(int place, T value) {
    if (values[place] == null) {
      if (size == filled.length) {
        filled = Arrays.copyOf(filled, 2 * size);
      }
      filled[size++] = place;
    }
    values[place] = value;
  }

  /** The places that have a value, in the order in which they got their first. */
  int[] places() {
    return Arrays.copyOf(filled, size);
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      values[filled[i]] = null;
    }
    size = 0;
  }
}
