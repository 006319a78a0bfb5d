/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
final class Nearest {

  /** In a name of so few letters two edits make another one. */
  private static final int SHORT = 4;

  private Nearest() {}

  /** Of the known names the one with the fewest edits, if these are few. */
  static Optional<String> to(String name, Collection<String> known) {
    int most = name.length() < SHORT ? 1 : Math.max(2, Math.min(3, name.length() / 3));
    return known.stream()
        .filter(other -> edits(name, other) <= most)
        .min(Comparator.<String>comparingInt(other -> edits(name, other)).thenComparing(o -> o));
  }

  /** Letters to insert, delete or replace; upper and lower case are the same. */
  private static int edits(String name, String other) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
