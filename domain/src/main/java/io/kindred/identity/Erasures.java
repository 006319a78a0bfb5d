/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.HashMap;
import java.util.Map;

/** Looks up until when identities were erased, of which facts keep no more than a hash. */
final class Erasures {

  private final Map<String, Long> byHash;
  private final Map<String, Long> known = new HashMap<>();

  Erasures(Map<String, Long> byHash) {
    this.byHash = byHash;
  }

  boolean isEmpty() {
    return byHash.isEmpty();
  }

  /** The least long where it was not erased. */
  long until(String identity) {
    if (byHash.isEmpty()) {
      return Long.MIN_VALUE;
    }
    return known.computeIfAbsent(
        identity, key -> byHash.getOrDefault(ProfileId.of(key), Long.MIN_VALUE));
  }

  boolean reaches(String identity) {
    return until(identity) != Long.MIN_VALUE;
  }

  long until(Link link) {
    return Math.max(until(link.a()), until(link.b()));
  }
}
