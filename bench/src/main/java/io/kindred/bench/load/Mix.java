/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

/**
 * Who sends events, and how often they say who they are.
 *
 * @param seed the same seed gives the same events
 * @param people among whom events are drawn
 * @param secondIdentity the share of events that carry a second identity, new links included
 * @param newLink the share of events whose two identities were never seen together before
 * @param startMs event time of the first event, milliseconds since the epoch
 * @param stepMs event time from one event to the next
 */
public record Mix(
    long seed, int people, double secondIdentity, double newLink, long startMs, double stepMs) {

  public static final double SECOND_IDENTITY = 0.05;
  public static final double NEW_LINK = 0.005;

  public Mix {
    if (people < 1 || newLink < 0 || secondIdentity < newLink || secondIdentity > 1) {
      throw new IllegalArgumentException("no people, or shares out of order: " + newLink);
    }
  }

  /** The default shares. */
  public static Mix of(long seed, int people, long startMs, double stepMs) {
    return new Mix(seed, people, SECOND_IDENTITY, NEW_LINK, startMs, stepMs);
  }

  /** With another rate of merges; there are at least so many second identities. */
  public Mix withNewLink(double share) {
    double second = share == 0 ? 0 : Math.max(secondIdentity, share);
    return new Mix(seed, people, second, share, startMs, stepMs);
  }

  /** Among more people or fewer. */
  public Mix withPeople(int count) {
    return new Mix(seed, count, secondIdentity, newLink, startMs, stepMs);
  }
}
