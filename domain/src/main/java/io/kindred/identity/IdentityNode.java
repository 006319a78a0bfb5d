/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.IdentityMemory.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The gossip protocol at one identity's key: finds the component and its label together. */
public final class IdentityNode {

  /* Each key has an owner, at first itself; a key that owns itself is a root and holds facts. What
   * is not for this key is passed to the owner, so facts flow to one root; what a root learns of a
   * new member it claims. Two roots that meet over a member are told of each other by Claim, and
   * the lower-ranking one gives its facts up. So in the end one root knows the whole component.
   *
   * Every message is a fact that comes from input alone. Facts only join, owners only rise in
   * rank, and labels only grow in version, so a message that arrives twice, late, out of order, or
   * from an attempt that was rolled back changes nothing about where this ends.
   *
   * Last-seen times change often and matter rarely, so a link seen again is kept here and sent only
   * if its first-seen fell, or once a label said that the component is contended. An identity of a
   * type that never links is no member of a component and never hears so: when it is primary, the
   * links among the others are always sent. It is alone, whatever label reaches it. A namespace's
   * type must be settled before its first event, as in XDM: which links are facts depends on it, so
   * an attempt under another type would leave labels behind that no fact accounts for.
   *
   * A member whose label stays the same gets the new version with sendLabels(), later but always:
   * after a rollback an older label with a lower version may still be on its way.
   *
   * Messages to the own key wait in a queue and are handled before a method returns: handling one
   * in the middle of telling labels would tell some members older labels than others. */

  /** Where messages to other keys go. Never called with the own key. */
  public interface Outbox {
    void send(String targetKey, GossipMessage message);
  }

  private final String key;
  private final IdentityMemory memory;
  private final IdentitySettings settings;
  private final Outbox out;
  private @Nullable Cause cause;
  private final Deque<GossipMessage> own = new ArrayDeque<>();
  private final GossipMessage.Cases<Runnable> handling = new Handling();

  public IdentityNode(String key, IdentityMemory memory, IdentitySettings settings, Outbox out) {
    this.key = key;
    this.memory = memory;
    this.settings = settings;
    this.out = out;
  }

  /** The profile this identity belongs to; null before it was seen or told. */
  public @Nullable Label label() {
    return memory.label();
  }

  /** Why the label moved to another profile, since this node was made; null where unknown. */
  public @Nullable Cause cause() {
    return cause;
  }

  /** The identity was seen. If nothing links it, it has a label of its own from now. */
  public void touch() {
    if (!links(key) || memory.label() == null) {
      memory.label(Label.alone(key));
    }
  }

  /** All identities of an event or record, told at the key of the primary one. */
  public void seenTogether(List<Identity> identities, long timestamp) {
    catchUp();
    List<String> linking = new ArrayList<>();
    for (Identity identity : identities) {
      if (links(identity.key())) {
        linking.add(identity.key());
      }
    }
    for (Identity identity : identities) {
      if (linking.size() < 2 || !linking.contains(identity.key())) {
        greet(identity.key());
      }
    }
    if (linking.size() > 1) {
      link(linking, timestamp);
    }
    settle();
    touch();
  }

  /** A person says that a link is wrong; told at the key of {@code a}. */
  public void cut(Identity a, Identity b, long until) {
    catchUp();
    send(key, new GossipMessage.FactsMessage(Facts.cut(Link.between(a, b), until)));
    settle();
  }

  public void receive(GossipMessage message) {
    catchUp();
    own.add(message);
    settle();
  }

  /** Whether some members have yet to hear the newest version of their unchanged label. */
  public boolean labelsDue() {
    return memory.labelsDue();
  }

  /** To be called some time after labels are due. */
  public void sendLabels() {
    catchUp();
    settle();
    memory.labelsDue(false);
    Told told = memory.told();
    Version version = memory.facts().version(memory.settingsVersion());
    told.founders()
        .forEach(
            (member, founder) -> {
              if (!member.equals(key)) {
                send(member, new GossipMessage.LabelMessage(label(founder, version, told)));
              }
            });
  }

  /** To be called at every key after the settings changed; costs something at roots alone. */
  public void settingsChanged() {
    memory.settingsVersion(settings.version());
    if (memory.label() != null) {
      touch();
    }
    if (isRoot() && !memory.facts().isEmpty()) {
      decide(memory.facts());
      settle();
    }
  }

  /** A key that slept through a change of settings, or a restart with other ones. */
  private void catchUp() {
    if (memory.settingsVersion() < settings.version()) {
      settingsChanged();
    }
  }

  private void greet(String other) {
    if (!other.equals(key) && !memory.greeted(other)) {
      memory.greet(other);
      send(other, new GossipMessage.Hello());
    }
  }

  private void link(List<String> linking, long timestamp) {
    boolean member = linking.contains(key);
    boolean always = !member || memory.contended();
    Map<Link, Seen> news = new TreeMap<>();
    for (int i = 0; i < linking.size(); i++) {
      for (int j = i + 1; j < linking.size(); j++) {
        Link link = Link.between(linking.get(i), linking.get(j));
        Seen before = memory.link(link);
        Seen now = before == null ? Seen.at(timestamp) : before.join(Seen.at(timestamp));
        if (!now.equals(before)) {
          memory.link(link, now);
        }
        if (before == null || now.first() < before.first() || (always && !now.equals(before))) {
          news.put(link, now);
        }
      }
    }
    if (!news.isEmpty()) {
      send(
          member ? key : linking.get(0), new GossipMessage.FactsMessage(new Facts(news, Map.of())));
    }
  }

  /** Decides all labels anew and tells who is concerned. */
  private void decide(Facts facts) {
    Partition partition = Partition.of(facts, settings);
    Version version = facts.version(settings.version());
    Told before = memory.told();
    Told now = new Told(partition.founders(), partition.contended());
    Causes causes = new Causes(facts, partition, before.founders());
    boolean due = memory.labelsDue();
    for (Entry<String, String> each : partition.founders().entrySet()) {
      String member = each.getKey();
      if (member.equals(key) || !now.same(member, before)) {
        Label label = label(each.getValue(), version, now);
        send(member, new GossipMessage.LabelMessage(label, causes.of(member)));
      } else {
        due = true;
      }
    }
    memory.told(now);
    memory.labelsDue(due);
    memory.settingsVersion(settings.version());
  }

  private static Label label(String founder, Version version, Told told) {
    return new Label(ProfileId.of(founder), version, told.contended());
  }

  private boolean links(String identity) {
    return settings.of(Identity.namespaceOf(identity)).type().links();
  }

  private boolean isRoot() {
    return owner().equals(key);
  }

  private String owner() {
    String owner = memory.owner();
    return owner == null ? key : owner;
  }

  private void send(String target, GossipMessage message) {
    if (target.equals(key)) {
      own.add(message);
    } else {
      out.send(target, message);
    }
  }

  private void settle() {
    for (GossipMessage next = own.poll(); next != null; next = own.poll()) {
      next.fold(handling).run();
    }
  }

  private void facts(Facts more) {
    if (!isRoot()) {
      send(owner(), new GossipMessage.FactsMessage(more));
      return;
    }
    Facts before = memory.facts();
    if (before.covers(more)) {
      return;
    }
    Facts after = before.join(more);
    memory.facts(after);
    Collection<String> members = after.members();
    members.removeAll(before.members());
    members.remove(key);
    members.forEach(member -> send(member, new GossipMessage.Claim(key)));
    decide(after);
  }

  private void claim(String root) {
    String owner = owner();
    if (root.equals(owner) || root.equals(key)) {
      return;
    }
    if (Rank.isBetter(owner, root)) {
      send(root, new GossipMessage.Claim(owner));
      return;
    }
    memory.owner(root);
    if (owner.equals(key)) {
      giveUpFacts(root);
    } else {
      send(owner, new GossipMessage.Claim(root));
    }
  }

  private void giveUpFacts(String root) {
    Facts facts = memory.facts();
    memory.facts(Facts.NONE);
    memory.told(Told.NOTHING);
    memory.labelsDue(false);
    if (!facts.isEmpty()) {
      send(root, new GossipMessage.FactsMessage(facts));
    }
  }

  private void label(Label label, @Nullable Cause why) {
    if (!links(key)) {
      touch();
      return;
    }
    Label before = memory.label();
    if (before == null || label.version().compareTo(before.version()) > 0) {
      if (before == null || !label.profileId().equals(before.profileId())) {
        cause = why;
      }
      memory.label(label);
    }
    if (label.contended() && !memory.contended()) {
      memory.contended(true);
      shareLinks();
    }
  }

  private void shareLinks() {
    Map<Link, Seen> links = new HashMap<>();
    memory.links().forEach(entry -> links.put(entry.getKey(), entry.getValue()));
    if (!links.isEmpty()) {
      send(key, new GossipMessage.FactsMessage(new Facts(links, Map.of())));
    }
  }

  /** What each message does here. */
  private final class Handling implements GossipMessage.Cases<Runnable> {

    @Override
    public Runnable facts(Facts facts) {
      return () -> IdentityNode.this.facts(facts);
    }

    @Override
    public Runnable claim(String root) {
      return () -> IdentityNode.this.claim(root);
    }

    @Override
    public Runnable label(Label label, @Nullable Cause cause) {
      return () -> IdentityNode.this.label(label, cause);
    }

    @Override
    public Runnable hello() {
      return IdentityNode.this::touch;
    }
  }
}
