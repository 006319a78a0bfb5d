/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.GossipMessage.FactsMessage;
import io.kindred.identity.GossipMessage.Hello;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a key has seen together, as the primary identity, and what of it the root has to hear. */
final class Sightings {

  private final String key;
  private final IdentityMemory memory;
  private final IdentitySettings settings;
  private final IdentityNode.Outbox out;

  Sightings(String key, IdentityMemory memory, IdentitySettings settings, IdentityNode.Outbox out) {
    this.key = key;
    this.memory = memory;
    this.settings = settings;
    this.out = out;
  }

  /** An identity that is not linked has to hear that it was seen, once. */
  void greet(String other, long timestamp) {
    if (!other.equals(key) && !memory.greeted(other)) {
      if (memory.greetings() >= settings.capacity(key)) {
        memory.forgetGreetings();
      }
      memory.greet(other);
      out.send(other, new Hello(timestamp));
    }
  }

  /**
   * Links all pairs. Who is no member of their component, because it is a crowd or never links,
   * does not hear when last-seen times matter: it remembers nothing, and sends all.
   */
  void link(List<String> linking, long timestamp, boolean crowd) {
    boolean member = linking.contains(key);
    SortedMap<Link, Seen> pairs = pairs(linking, timestamp);
    SortedMap<Link, Seen> news = member && !crowd ? remember(pairs) : pairs;
    if (!news.isEmpty()) {
      pass(linking, news);
    }
  }

  /** The root hears of links that this key does not remember. */
  void passOn(List<String> linking, long timestamp) {
    pass(linking, pairs(linking, timestamp));
  }

  /** By way of this key or, if it is no member, of one that is. */
  private void pass(List<String> linking, SortedMap<Link, Seen> links) {
    String by = linking.contains(key) ? key : linking.get(0);
    out.send(by, new FactsMessage(Facts.of(links), false));
  }

  private static SortedMap<Link, Seen> pairs(List<String> linking, long timestamp) {
    SortedMap<Link, Seen> pairs = new TreeMap<>();
    for (int i = 0; i < linking.size(); i++) {
      for (int j = i + 1; j < linking.size(); j++) {
        pairs.put(Link.between(linking.get(i), linking.get(j)), Seen.at(timestamp));
      }
    }
    return pairs;
  }

  /** Returns what the root has to hear of. */
  private SortedMap<Link, Seen> remember(SortedMap<Link, Seen> pairs) {
    SortedMap<Link, Seen> news = new TreeMap<>();
    pairs.forEach(
        (link, seen) -> {
          Seen before = memory.link(link);
          Seen now = before == null ? seen : before.join(seen);
          if (!now.equals(before)) {
            memory.link(link, now);
            if (before == null || now.first() < before.first() || memory.contended()) {
              news.put(link, now);
            }
          }
        });
    return news;
  }

  /** The root has to hear of all that is remembered here. */
  void share() {
    Map<Link, Seen> links = new HashMap<>();
    memory.links().forEach(entry -> links.put(entry.getKey(), entry.getValue()));
    if (!links.isEmpty()) {
      out.send(key, new FactsMessage(Facts.of(links), false));
    }
  }

  /** What was seen of the identity up to then is forgotten; what was seen later the root hears. */
  void erase(String identity, long until) {
    SortedMap<Link, Seen> later = new TreeMap<>();
    for (Entry<Link, Seen> each : memory.links()) {
      Link link = each.getKey();
      if (link.a().equals(identity) || link.b().equals(identity)) {
        Seen seen = each.getValue();
        if (seen.last() <= until) {
          memory.forgetLink(link);
        } else if (seen.first() <= until) {
          Seen after = new Seen(until + 1, seen.last());
          memory.link(link, after);
          later.put(link, after);
        }
      }
    }
    if (!later.isEmpty()) {
      out.send(key, new FactsMessage(Facts.of(later), false));
    }
  }
}
