/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.ComponentState;
import io.kindred.identity.Facts;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.IdentityMemory.Told;
import io.kindred.identity.IdentityMemory.Waiting;
import io.kindred.identity.Link;
import io.kindred.identity.Seen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a root holds of its component, as the protocol works with it. */
final class RootComponent {

  private Facts facts = Facts.NONE;
  private Told told = Told.NOTHING;
  private final Map<Link, Seen> waitingLinks = new TreeMap<>();
  private final Map<String, Integer> waitingCrowds = new TreeMap<>();
  private final Set<String> waitingMembers = new TreeSet<>();

  static RootComponent of(@Nullable ComponentState held) {
    RootComponent component = new RootComponent();
    if (held != null) {
      component.facts = GossipCodec.facts(held.getFacts());
      component.told = new Told(held.getTold(), held.getToldContended());
      component.waitingLinks.putAll(GossipCodec.links(held.getWaiting()));
      component.waitingCrowds.putAll(held.getWaitingCrowds());
      component.waitingMembers.addAll(held.getWaitingMembers());
    }
    return component;
  }

  ComponentState toAvro() {
    return new ComponentState(
        GossipCodec.toAvro(facts),
        told.founders(),
        told.contended(),
        GossipCodec.toAvro(waitingLinks),
        new TreeMap<>(waitingCrowds),
        List.copyOf(waitingMembers));
  }

  boolean isEmpty() {
    return facts.isEmpty() && told.founders().isEmpty() && waiting() == 0;
  }

  /** How many links it holds, those that wait among them, or members, if they are more. */
  int size() {
    return Math.max(facts.links().size() + waiting(), told.founders().size());
  }

  Facts facts() {
    return facts;
  }

  void facts(Facts next) {
    facts = next;
  }

  Told told() {
    return told;
  }

  void told(Told next) {
    told = next;
  }

  /** How many links, crowds or members wait, of which there are the most. */
  int waiting() {
    return Math.max(waitingLinks.size(), Math.max(waitingCrowds.size(), waitingMembers.size()));
  }

  void keepWaiting(Waiting more) {
    more.facts().links().forEach((link, seen) -> waitingLinks.merge(link, seen, Seen::join));
    more.facts().crowds().forEach((crowd, many) -> waitingCrowds.merge(crowd, many, Math::max));
    waitingMembers.addAll(more.members());
  }

  Waiting takeWaiting() {
    Waiting taken = new Waiting(Facts.of(waitingLinks, waitingCrowds), Set.copyOf(waitingMembers));
    waitingLinks.clear();
    waitingCrowds.clear();
    waitingMembers.clear();
    return taken;
  }
}
