/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import io.kindred.fragment.AttributePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which version of one attribute wins at which time. */
final class AttributeHistory implements Comparable<AttributeHistory> {

  private final AttributePath path;
  // Ascending by time: each wins from its own timestamp until that of the next.
  private final List<Given> winners = new ArrayList<>();

  /** Sorts {@code versions}. */
  AttributeHistory(String pointer, List<Given> versions, Comparator<Given> strength) {
    path = AttributePath.parse(pointer);
    versions.sort(Comparator.comparingLong(Given::timestamp).thenComparing(strength));
    versions.forEach(version -> append(version, strength));
  }

  private void append(Given version, Comparator<Given> strength) {
    int last = winners.size() - 1;
    if (last >= 0 && strength.compare(winners.get(last), version) > 0) {
      return;
    }
    if (last >= 0 && winners.get(last).timestamp() == version.timestamp()) {
      winners.set(last, version);
    } else {
      winners.add(version);
    }
  }

  AttributePath path() {
    return path;
  }

  List<Given> winners() {
    return winners;
  }

  long earliest() {
    return winners.get(0).timestamp();
  }

  long latest() {
    return winners.get(winners.size() - 1).timestamp();
  }

  /** The version that wins at {@code t}; null before the first. */
  @Nullable Given at(long t) {
    int low = 0;
    int high = winners.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (winners.get(middle).timestamp() <= t) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : winners.get(low - 1);
  }

  @Override
  public int compareTo(AttributeHistory other) {
    return path.compareTo(other.path);
  }
}
