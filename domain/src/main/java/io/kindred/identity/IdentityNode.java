/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.GossipMessage.Claim;
import io.kindred.identity.GossipMessage.FactsMessage;
import io.kindred.identity.GossipMessage.Forget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
   * links among the others are always sent. It is alone, whatever label it was told while its type
   * was another: its links stay facts and count for nothing. What is seen of it is kept as no fact,
   * so once its type is one that links it is linked by what is seen from then.
   *
   * A crowd, an identity with more neighbours than are kept, is no member of a component either. It
   * remembers no links, hands what it sees to the others, and answers a claim of itself by saying
   * what it is. So it costs its neighbours a few messages, and its root nothing. It may still own
   * others and be their root: what is for the owner of others is marked so.
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
  private final IdentityRoot root;
  private final Sightings sightings;
  private final Crowd crowd;
  private @Nullable Cause cause;
  private final List<Forget> wishes = new ArrayList<>();
  private final Deque<GossipMessage> own = new ArrayDeque<>();
  private final GossipMessage.Cases<Runnable> handling = new Handling();

  public IdentityNode(String key, IdentityMemory memory, IdentitySettings settings, Outbox out) {
    this.key = key;
    this.memory = memory;
    this.settings = settings;
    this.out = out;
    this.root = new IdentityRoot(key, memory, settings, this::send);
    this.sightings = new Sightings(key, memory, settings, this::send);
    this.crowd = new Crowd(key, memory, settings, this::send);
  }

  /**
   * The profile this identity belongs to; null before it was seen or told, and after it was erased.
   */
  public @Nullable Label label() {
    Label told = memory.label();
    boolean wasLinked = told != null && !told.profileId().equals(Label.NOBODY);
    if (wasLinked && joins()) {
      return told;
    }
    return wasLinked || memory.seen() ? Label.alone(key) : null;
  }

  /** Why the label moved to another profile, since this node was made; null where unknown. */
  public @Nullable Cause cause() {
    return cause;
  }

  /** The identity was seen. If nothing links it, it has a label of its own from now. */
  public void touch() {
    memory.seen(true);
  }

  /** All identities of an event or record, told at the key of the primary one. */
  public void seenTogether(List<Identity> identities, long timestamp) {
    catchUp();
    List<String> linking = linking(identities);
    for (Identity identity : identities) {
      if (linking.size() < 2 || !linking.contains(identity.key())) {
        sightings.greet(identity.key(), timestamp);
      }
    }
    if (linking.size() > 1) {
      sightings.link(linking, timestamp, isCrowd());
    }
    settle();
    touch();
  }

  /**
   * The same of what came after the primary identity was erased up to a later time. It links the
   * others, as it does where it came before. What it says of the erased one the root does not keep;
   * but an attempt that was rolled back may have told others so, and they have to hear better.
   */
  public void seenTooLate(List<Identity> identities, long timestamp) {
    catchUp();
    List<String> linking = linking(identities);
    if (linking.size() > 1) {
      sightings.passOn(linking, timestamp);
    }
    settle();
  }

  /** A person says what is wrong, or takes it back; told at the key of {@code place.a()}. */
  public void cut(Cuts.Place place, Cuts.Word word) {
    catchUp();
    send(key, new FactsMessage(Facts.of(Cuts.of(place, word)), false));
    settle();
  }

  /**
   * All that was seen of the identity up to then is to be forgotten.
   *
   * @param left whether the identity was seen later
   */
  public void erase(long until, boolean left) {
    catchUp();
    if (until <= memory.erasedUntil()) {
      return;
    }
    memory.erasedUntil(until);
    memory.seen(left);
    memory.label(new Label(Label.NOBODY, Version.NONE, false));
    sightings.share();
    memory.forgetLinks();
    memory.forgetGreetings();
    send(key, new FactsMessage(Facts.erasure(key, until), false));
    settle();
  }

  /**
   * The wishes for this identity that came up since this was last asked; {@link #erase} is to
   * follow.
   */
  public List<Forget> wishes() {
    List<Forget> all = List.copyOf(wishes);
    wishes.clear();
    return all;
  }

  public void receive(GossipMessage message) {
    catchUp();
    own.add(message);
    settle();
  }

  /** Whether links have yet to be joined: {@link #joinWaiting} is to be called soon. */
  public boolean factsWait() {
    return memory.factsWait();
  }

  /** Links wait so that many are joined at once. This ends it. */
  public void joinWaiting() {
    catchUp();
    root.joinWaiting();
    settle();
  }

  /** Whether some members have yet to hear the newest version of their unchanged label. */
  public boolean labelsDue() {
    return memory.labelsDue();
  }

  /** To be called some time after labels are due. */
  public void sendLabels() {
    catchUp();
    root.sendLabels();
    settle();
  }

  /** To be called at every key after the settings changed; costs something at roots alone. */
  public void settingsChanged() {
    memory.settingsVersion(settings.version());
    if (isRoot()) {
      root.settingsChanged();
    }
    settle();
  }

  /** Whether the identity has more neighbours than are kept, and so joins nothing. */
  public boolean isCrowd() {
    return crowd.stands();
  }

  /** A key that slept through a change of settings, or a restart with other ones. */
  private void catchUp() {
    if (memory.settingsVersion() < settings.version()) {
      settingsChanged();
    }
  }

  private boolean joins() {
    return links(key) && !isCrowd();
  }

  private List<String> linking(List<Identity> identities) {
    List<String> linking = new ArrayList<>();
    for (Identity identity : identities) {
      if (links(identity.key())) {
        linking.add(identity.key());
      }
    }
    return linking;
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

  private void facts(FactsMessage news) {
    Facts more = news.facts();
    int neighbours = more.crowd(key);
    if (neighbours > memory.crowd()) {
      crowd.become(neighbours);
      touch();
    } else if (neighbours > 0 && !news.toOwner()) {
      return; // an echo: the owner was told when it was new
    }
    Facts rest = !news.toOwner() && isCrowd() ? crowd.handOn(more) : more;
    if (isRoot()) {
      root.take(rest, news.members());
    } else if (!rest.isEmpty() || !news.members().isEmpty()) {
      send(owner(), new FactsMessage(rest, true, news.members()));
    }
  }

  private Facts erasure() {
    boolean erased = memory.erasedUntil() > Long.MIN_VALUE;
    return erased ? Facts.erasure(key, memory.erasedUntil()) : Facts.NONE;
  }

  private void claim(String claiming, boolean toOwner) {
    Facts ofMyself = crowd.fact().join(erasure());
    if (!toOwner && !ofMyself.isEmpty()) {
      send(claiming, new FactsMessage(ofMyself, true));
    }
    if (!toOwner && isCrowd()) {
      return;
    }
    String owner = owner();
    if (claiming.equals(owner) || claiming.equals(key)) {
      return;
    }
    if (Rank.isBetter(owner, claiming)) {
      send(claiming, new Claim(owner, true));
      return;
    }
    memory.owner(claiming);
    if (owner.equals(key)) {
      root.giveUpTo(claiming);
    } else {
      send(owner, new Claim(claiming, true));
    }
  }

  /** A root that does not know that this identity was erased will hear of it, and tell again. */
  private void label(GossipMessage.LabelMessage told) {
    if (told.claim() != null) {
      claim(told.claim(), false);
    }
    if (told.erasedUntil() < memory.erasedUntil()) {
      return;
    }
    Label label = told.label();
    Label before = memory.label();
    if (label.profileId().equals(Label.NOBODY) && isCrowd()) {
      // It refused the claim before, and whoever claims it later may not know what this root does.
      if (before != null && label.isNewerThan(before)) {
        memory.label(new Label(Label.NOBODY, Version.NONE, false));
      }
      return;
    }
    if (before == null || label.isNewerThan(before)) {
      if (before == null || !label.profileId().equals(before.profileId())) {
        cause = told.cause();
      }
      memory.label(label);
      if (!told.crowds().isEmpty()) {
        send(owner(), new FactsMessage(told.crowds(), true));
      }
    }
    if (label.contended() && !memory.contended()) {
      memory.contended(true);
      sightings.share();
    }
  }

  private void forget(Forget wish) {
    if (!wish.profile()) {
      wishes.add(wish);
    } else if (!joins() && wish.identity().equals(key)) {
      wishes.add(wish.alone(key));
    } else if (isRoot()) {
      root.profileOf(wish.identity()).forEach(member -> send(member, wish.alone(member)));
    } else {
      send(owner(), wish);
    }
  }

  /** What each message does here. */
  private final class Handling implements GossipMessage.Cases<Runnable> {

    @Override
    public Runnable facts(FactsMessage news) {
      return () -> IdentityNode.this.facts(news);
    }

    @Override
    public Runnable claim(String root, boolean toOwner) {
      return () -> IdentityNode.this.claim(root, toOwner);
    }

    @Override
    public Runnable label(GossipMessage.LabelMessage told) {
      return () -> IdentityNode.this.label(told);
    }

    @Override
    public Runnable hello(long timestamp) {
      return () -> {
        if (timestamp > memory.erasedUntil()) {
          touch();
        }
      };
    }

    @Override
    public Runnable erase(String identity, long until) {
      return () -> sightings.erase(identity, until);
    }

    @Override
    public Runnable forget(Forget wish) {
      return () -> IdentityNode.this.forget(wish);
    }
  }
}
