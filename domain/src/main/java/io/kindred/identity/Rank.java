/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/**
 * Which of two keys roots a component. Any fixed order would do; a hash spreads the roots. It is in
 * effect a part of the state's format: jobs that share a component must agree on it.
 */
final class Rank {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Rank() {}

  /** Whether a key is to be root rather than another. */
  static boolean isBetter(String key, String other) {
    int byHash = Long.compareUnsigned(hash(key), hash(other));
    return byHash != 0 ? byHash < 0 : key.compareTo(other) < 0;
  }

  /** FNV-1a over the characters, then a mix, since it leaves the high bits of short keys alike. */
  private static long hash(String key) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }
}
