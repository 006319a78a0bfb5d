/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/** Two identity keys that were seen together. {@code a} sorts before {@code b}. */
public record Link(String a, String b) implements Comparable<Link> {

  public Link {
    if (a.compareTo(b) >= 0) {
      throw new IllegalArgumentException("a link is written in order: " + a + " < " + b);
    }
  }

  public static Link between(String one, String other) {
    return one.compareTo(other) < 0 ? new Link(one, other) : new Link(other, one);
  }

  public static Link between(Identity one, Identity other) {
    return between(one.key(), other.key());
  }

  @Override
  public int compareTo(Link other) {
    int byA = a.compareTo(other.a);
    return byA != 0 ? byA : b.compareTo(other.b);
  }

  @Override
  public String toString() {
    return a + " - " + b;
  }
}
