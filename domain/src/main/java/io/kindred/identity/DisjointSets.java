/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/** Which of the numbers below a size are together. */
final class DisjointSets {

  private final int[] parent;

  DisjointSets(int size) {
    parent = new int[size];
    for (int i = 0; i < size; i++) {
      parent[i] = i;
    }
  }

  int find(int element) {
    int root = element;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** Returns the root of both. */
  int union(int one, int other) {
    int root = find(other);
    parent[find(one)] = root;
    return root;
  }
}
