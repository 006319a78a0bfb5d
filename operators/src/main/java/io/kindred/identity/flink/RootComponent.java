/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.ComponentState;
import io.kindred.identity.Facts;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.IdentityMemory.Told;
import io.kindred.identity.Link;
import io.kindred.identity.Seen;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a root holds of its component, as the protocol works with it. */
final class RootComponent {

  private Facts facts = Facts.NONE;
  private Told told = Told.NOTHING;
  private Map<Link, Seen> waiting = new TreeMap<>();

  static RootComponent of(@Nullable ComponentState held) {
    RootComponent component = new RootComponent();
    if (held != null) {
      component.facts = GossipCodec.facts(held.getFacts());
      component.told = new Told(held.getTold(), held.getToldContended());
      component.keepWaiting(GossipCodec.links(held.getWaiting()));
    }
    return component;
  }

  ComponentState toAvro() {
    return ComponentState.newBuilder()
        .setFacts(GossipCodec.toAvro(facts))
        .setTold(told.founders())
        .setToldContended(told.contended())
        .setWaiting(GossipCodec.toAvro(waiting))
        .build();
  }

  boolean isEmpty() {
    return facts.isEmpty() && told.founders().isEmpty() && waiting.isEmpty();
  }

  /** How many links it holds, those that wait among them, or members, if they are more. */
  int size() {
    return Math.max(facts.links().size() + waiting.size(), told.founders().size());
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

  int waiting() {
    return waiting.size();
  }

  void keepWaiting(Map<Link, Seen> more) {
    more.forEach((link, seen) -> waiting.merge(link, seen, Seen::join));
  }

  Map<Link, Seen> takeWaiting() {
    Map<Link, Seen> taken = waiting;
    waiting = new TreeMap<>();
    return taken;
  }
}
