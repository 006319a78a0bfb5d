/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

/**
 * Some of the keys of a table.
 *
 * @param from the first of them
 * @param to the first that is none of them
 * @param backwards whether the last ones come first
 * @param limit at most so many
 */
public record KeyRange(String from, String to, boolean backwards, int limit) {

  /** After every key that is made of text: no UTF-16 unit is greater. */
  private static final String LAST = "\uFFFF";

  public KeyRange {
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit + " is negative");
    }
  }

  /** From a key on. */
  public static KeyRange from(String key, int limit) {
    return new KeyRange(key, LAST, false, limit);
  }
}
