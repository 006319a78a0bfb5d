/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.ComponentState;
import io.kindred.avro.IdentityState;
import io.kindred.avro.LinkFact;
import io.kindred.identity.Facts;
import io.kindred.identity.GossipCodec;
import io.kindred.identity.IdentityMemory;
import io.kindred.identity.Label;
import io.kindred.identity.Link;
import io.kindred.identity.Seen;
import io.kindred.topic.flink.ContractType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What the identity whose key is current remembers of the gossip protocol, in keyed state.
 *
 * <p>The small values are read by {@link #load}, unless they are at hand, and written some time
 * after {@link #save}, however often the protocol touches them.
 */
final class KeyedIdentityMemory implements IdentityMemory {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ValueStateDescriptor<IdentityState> IDENTITY =
      new ValueStateDescriptor<>("identity", new ContractType<>(IdentityState.class));
  static final MapStateDescriptor<String, LinkFact> LINKS =
      new MapStateDescriptor<>("links", Types.STRING, new ContractType<>(LinkFact.class));
  static final MapStateDescriptor<String, Boolean> GREETED =
      new MapStateDescriptor<>("greeted", Types.STRING, Types.BOOLEAN);
  static final ValueStateDescriptor<ComponentState> COMPONENT =
      new ValueStateDescriptor<>("component", new ContractType<>(ComponentState.class));

  /** Links wait as long as they are fewer than one for so many that are there. */
  private static final int WAITING_SHARE = 8;

  /** Identities at hand: a few seconds' worth, some hundred bytes each. */
  private static final int AT_HAND_MAX = 4_000;

  private final IdentityStates identities;
  private final MapState<String, LinkFact> links;
  private final MapState<String, Boolean> greeted;
  private final RootComponents components;
  private final GossipPace pace;

  private IdentityState small = new IdentityState();
  private String current = "";
  private @Nullable RootComponent root;
  private boolean rootChanged;
  private boolean ownerChanged;
  private boolean factsChanged;
  private boolean toldChanged;
  private Told toldBefore = Told.NOTHING;

  /**
   * @param becomeCurrent makes a key the one whose state is read and written
   */
  KeyedIdentityMemory(RuntimeContext context, Consumer<String> becomeCurrent, GossipPace pace) {
    identities = new IdentityStates(context.getState(IDENTITY), becomeCurrent, AT_HAND_MAX);
    links = context.getMapState(LINKS);
    greeted = context.getMapState(GREETED);
    components =
        new RootComponents(context.getState(COMPONENT), becomeCurrent, pace.joinAtOnceMax());
    this.pace = pace;
  }

  /** Begins with a key, which is current. The result may be changed until {@link #save}. */
  IdentityState load(String key) throws IOException {
    small = identities.at(key);
    current = key;
    root = null;
    rootChanged = false;
    ownerChanged = false;
    factsChanged = false;
    toldChanged = false;
    return small;
  }

  /** Whether the key has another owner since {@link #load}. */
  boolean ownerChanged() {
    return ownerChanged;
  }

  /** Whether the root knows other facts since {@link #load}. */
  boolean factsChanged() {
    return factsChanged;
  }

  /** Whether the root has decided something new for its members since {@link #load}. */
  boolean toldChanged() {
    return toldChanged;
  }

  /** What was told before {@link #toldChanged}. */
  Told toldBefore() {
    return toldBefore;
  }

  /** Ends with the current key. */
  void save() throws IOException {
    identities.changed(current);
    if (rootChanged) {
      components.changed(current, root());
    }
  }

  /** Writes what was put off; the current key is another afterwards. */
  void writeAll() throws IOException {
    identities.writeAll();
    components.writeAll();
  }

  @Override
  public @Nullable String owner() {
    return small.getOwner();
  }

  @Override
  public void owner(String key) {
    ownerChanged = true;
    small.setOwner(key);
  }

  @Override
  public @Nullable Label label() {
    return small.getLabel() == null ? null : GossipCodec.label(small.getLabel());
  }

  @Override
  public void label(Label label) {
    small.setLabel(GossipCodec.toAvro(label));
  }

  @Override
  public boolean contended() {
    return small.getContended();
  }

  @Override
  public void contended(boolean contended) {
    small.setContended(contended);
  }

  @Override
  public boolean seen() {
    return small.getSeen();
  }

  @Override
  public void seen(boolean seen) {
    small.setSeen(seen);
  }

  @Override
  public int crowd() {
    return small.getCrowd();
  }

  @Override
  public void crowd(int neighbours) {
    small.setCrowd(neighbours);
  }

  @Override
  public long erasedUntil() {
    return small.getErasedUntil();
  }

  @Override
  public void erasedUntil(long until) {
    small.setErasedUntil(until);
  }

  @Override
  public @Nullable Seen link(Link link) {
    try {
      LinkFact held = links.get(key(link));
      return held == null ? null : new Seen(held.getFirstSeen(), held.getLastSeen());
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void link(Link link, Seen seen) {
    try {
      links.put(key(link), new LinkFact(link.a(), link.b(), seen.first(), seen.last()));
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void forgetLink(Link link) {
    try {
      links.remove(key(link));
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void forgetLinks() {
    links.clear();
  }

  @Override
  public Iterable<Entry<Link, Seen>> links() {
    List<Entry<Link, Seen>> all = new ArrayList<>();
    try {
      for (LinkFact held : links.values()) {
        Seen seen = new Seen(held.getFirstSeen(), held.getLastSeen());
        all.add(Map.entry(new Link(held.getA(), held.getB()), seen));
      }
    } catch (Exception e) {
      throw unreadable(e);
    }
    return all;
  }

  @Override
  public boolean greeted(String key) {
    try {
      return greeted.contains(key);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void greet(String key) {
    try {
      greeted.put(key, true);
      small.setGreetings(small.getGreetings() + 1);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public int greetings() {
    return small.getGreetings();
  }

  @Override
  public void forgetGreetings() {
    if (small.getGreetings() > 0) {
      greeted.clear();
      small.setGreetings(0);
    }
  }

  @Override
  public Facts facts() {
    return root().facts();
  }

  @Override
  public void facts(Facts facts) {
    factsChanged = true;
    rootChanged = true;
    root().facts(facts);
  }

  @Override
  public Told told() {
    return root().told();
  }

  @Override
  public void told(Told told) {
    if (!toldChanged) {
      toldBefore = told();
      toldChanged = !told.equals(toldBefore);
    }
    rootChanged = true;
    root().told(told);
  }

  /** A share of what is there: so each link costs its share of joining them, however many come. */
  @Override
  public boolean factsMayWait() {
    int links = facts().links().size();
    return pace.joinPeriodMs() > 0
        && links > pace.joinAtOnceMax()
        && root().waiting() <= links / WAITING_SHARE;
  }

  @Override
  public void keepWaiting(Waiting more) {
    rootChanged = true;
    root().keepWaiting(more);
  }

  @Override
  public Waiting takeWaiting() {
    rootChanged = true;
    return root().takeWaiting();
  }

  @Override
  public boolean factsWait() {
    return root().waiting() > 0;
  }

  @Override
  public boolean labelsDue() {
    return small.getLabelsDue();
  }

  @Override
  public void labelsDue(boolean due) {
    small.setLabelsDue(due);
  }

  @Override
  public long settingsVersion() {
    return small.getSettingsVersion();
  }

  @Override
  public void settingsVersion(long version) {
    small.setSettingsVersion(version);
  }

  private RootComponent root() {
    RootComponent held = root;
    if (held == null) {
      try {
        held = components.at(current);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      root = held;
    }
    return held;
  }

  /** No two links share a key, whatever characters an id contains. */
  private static String key(Link link) {
    return link.a().length() + ":" + link.a() + link.b();
  }

  private static IllegalStateException unreadable(Exception cause) {
    return new IllegalStateException("the state backend failed", cause);
  }
}
