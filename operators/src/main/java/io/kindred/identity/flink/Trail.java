/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.Gossip;

/**
 * What led to a turn: for measuring, and of no say in what is decided.
 *
 * @param hops how many messages, one after another
 * @param since when the input came in that was at the beginning, in processing time
 */
record Trail(int hops, long since) {

  static Trail ofInput(long now) {
    return new Trail(0, now);
  }

  static Trail of(Gossip gossip, long now) {
    return new Trail(gossip.getHops(), gossip.getSince() == 0 ? now : gossip.getSince());
  }

  /** One message further. */
  Trail next() {
    return new Trail(hops + 1, since);
  }

  Gossip mark(Gossip gossip) {
    gossip.setHops(hops);
    gossip.setSince(since);
    return gossip;
  }
}
