/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key's memory on maps, for those who follow the protocol without an engine. */
public final class HeapMemory implements IdentityMemory {

  private @Nullable String owner;
  private @Nullable Label label;
  private boolean contended;
  private boolean seen;
  private int crowd;
  private long erasedUntil = Long.MIN_VALUE;
  private final Map<Link, Seen> links = new HashMap<>();
  private final Set<String> greeted = new HashSet<>();
  private Facts facts = Facts.NONE;
  private Told told = Told.NOTHING;
  private final int waitingMax;
  private Facts waiting = Facts.NONE;
  private final Set<String> waitingMembers = new HashSet<>();
  private int waitingMessages;
  private boolean labelsDue;
  private long settingsVersion;

  /** Of a key at which nothing ever waits. */
  public HeapMemory() {
    this(0);
  }

  /** So many messages may wait at a root that has facts. */
  HeapMemory(int waitingMax) {
    this.waitingMax = waitingMax;
  }

  /** What a checkpoint would keep. */
  HeapMemory copy() {
    HeapMemory copy = new HeapMemory(waitingMax);
    copy.owner = owner;
    copy.label = label;
    copy.contended = contended;
    copy.seen = seen;
    copy.crowd = crowd;
    copy.erasedUntil = erasedUntil;
    copy.links.putAll(links);
    copy.greeted.addAll(greeted);
    copy.facts = facts;
    copy.told = told;
    copy.waiting = waiting;
    copy.waitingMessages = waitingMessages;
    copy.waitingMembers.addAll(waitingMembers);
    copy.labelsDue = labelsDue;
    copy.settingsVersion = settingsVersion;
    return copy;
  }

  @Override
  public @Nullable String owner() {
    return owner;
  }

  @Override
  public void owner(String key) {
    owner = key;
  }

  @Override
  public @Nullable Label label() {
    return label;
  }

  @Override
  public void label(Label next) {
    label = next;
  }

  @Override
  public boolean contended() {
    return contended;
  }

  @Override
  public void contended(boolean next) {
    contended = next;
  }

  @Override
  public boolean seen() {
    return seen;
  }

  @Override
  public void seen(boolean next) {
    seen = next;
  }

  @Override
  public int crowd() {
    return crowd;
  }

  @Override
  public void crowd(int neighbours) {
    crowd = neighbours;
  }

  @Override
  public long erasedUntil() {
    return erasedUntil;
  }

  @Override
  public void erasedUntil(long until) {
    erasedUntil = until;
  }

  @Override
  public @Nullable Seen link(Link link) {
    return links.get(link);
  }

  @Override
  public void link(Link link, Seen seen) {
    links.put(link, seen);
  }

  @Override
  public Iterable<Entry<Link, Seen>> links() {
    return new HashMap<>(links).entrySet();
  }

  @Override
  public void forgetLink(Link link) {
    links.remove(link);
  }

  @Override
  public void forgetLinks() {
    links.clear();
  }

  @Override
  public boolean greeted(String key) {
    return greeted.contains(key);
  }

  @Override
  public void greet(String key) {
    greeted.add(key);
  }

  @Override
  public int greetings() {
    return greeted.size();
  }

  @Override
  public void forgetGreetings() {
    greeted.clear();
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public void facts(Facts next) {
    facts = next;
  }

  @Override
  public Told told() {
    return told;
  }

  @Override
  public void told(Told next) {
    told = next;
  }

  @Override
  public boolean factsMayWait() {
    return !facts.isEmpty() && waitingMessages < waitingMax;
  }

  @Override
  public void keepWaiting(Waiting more) {
    waiting = waiting.join(more.facts());
    waitingMembers.addAll(more.members());
    waitingMessages++;
  }

  @Override
  public Waiting takeWaiting() {
    Waiting taken = new Waiting(waiting, Set.copyOf(waitingMembers));
    waiting = Facts.NONE;
    waitingMembers.clear();
    waitingMessages = 0;
    return taken;
  }

  @Override
  public boolean factsWait() {
    return waitingMessages > 0;
  }

  @Override
  public boolean labelsDue() {
    return labelsDue;
  }

  @Override
  public void labelsDue(boolean due) {
    labelsDue = due;
  }

  @Override
  public long settingsVersion() {
    return settingsVersion;
  }

  @Override
  public void settingsVersion(long version) {
    settingsVersion = version;
  }

  /** What is remembered of links, as text. */
  @Override
  public String toString() {
    return "label " + label + " links " + links + " facts " + facts + told;
  }
}
