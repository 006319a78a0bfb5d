/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.kernel;

import io.kindred.avro.Gossip;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.GossipMessage;
import io.kindred.identity.HeapMemory;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentityNode;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Label;
import io.kindred.topic.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some identities, each at its own key, and what is under way between them. */
final class GossipRound {

  private final Map<String, IdentityNode> nodes = new HashMap<>();
  private final Deque<byte[]> underWay = new ArrayDeque<>();
  private final List<Identity> identities;

  GossipRound(Identity... identities) {
    this.identities = List.of(identities);
    for (Identity identity : identities) {
      String key = identity.key();
      nodes.put(key, new IdentityNode(key, new HeapMemory(), IdentitySettings.DEFAULT, this::send));
    }
  }

  /** They are seen together, under the first; the label that the last one ends with. */
  @Nullable Label link(long timestamp) {
    node(identities.get(0).key()).seenTogether(identities, timestamp);
    for (byte[] next = underWay.poll(); next != null; next = underWay.poll()) {
      Gossip gossip = Topic.IDENTITY_GOSSIP.decode(next);
      node(gossip.getTarget()).receive(GossipCodec.fromAvro(gossip));
    }
    return node(identities.get(identities.size() - 1).key()).label();
  }

  private void send(String target, GossipMessage message) {
    underWay.add(Topic.IDENTITY_GOSSIP.encode(GossipCodec.toAvro(target, message)));
  }

  private IdentityNode node(String key) {
    IdentityNode node = nodes.get(key);
    if (node == null) {
      throw new IllegalArgumentException("a message to nobody: " + key);
    }
    return node;
  }
}
