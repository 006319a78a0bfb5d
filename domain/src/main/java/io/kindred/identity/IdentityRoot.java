/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.GossipMessage.Claim;
import io.kindred.identity.GossipMessage.Erase;
import io.kindred.identity.GossipMessage.FactsMessage;
import io.kindred.identity.GossipMessage.LabelMessage;
import io.kindred.identity.IdentityMemory.Told;
import io.kindred.identity.IdentityMemory.Waiting;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a key does for its component while it is the root: keeps the facts and tells labels. */
final class IdentityRoot {

  /* Whoever is told a label was claimed before, and a claim is not lost: so the facts behind a
   * label, from an attempt that was rolled back too, all come to the root that owns the member in
   * the end, and its version is the greatest. A crowd is not a member: it is named, and nothing
   * more is said to it than that it is a crowd. It is claimed when it is one no more.
   *
   * Joining costs as much as the component is large. So facts for a large one wait for others: it
   * is as if they were still on their way, and what holds of messages that are late holds of them;
   * so for that an identity is a crowd, which comes once from each of its neighbours, and for what
   * a former root hands over. What a person said ends the waiting, so that nothing overtakes. */

  private final String key;
  private final IdentityMemory memory;
  private final IdentitySettings settings;
  private final IdentityNode.Outbox out;

  IdentityRoot(
      String key, IdentityMemory memory, IdentitySettings settings, IdentityNode.Outbox out) {
    this.key = key;
    this.memory = memory;
    this.settings = settings;
    this.out = out;
  }

  /**
   * Facts that came: some may wait, the rest is joined at once.
   *
   * @param members whom a former root has told labels
   */
  void take(Facts more, Set<String> members) {
    if (!more.mayWait() || !memory.factsMayWait()) {
      join(more, members);
    } else if (tellsNews(more) || !members.isEmpty()) {
      memory.keepWaiting(new Waiting(more, members));
      memory.labelsDue(true);
    }
  }

  /** A crowd may be one that refuses a claim, also where that it is one is known. */
  private boolean tellsNews(Facts more) {
    return !more.crowds().isEmpty() || !memory.facts().covers(more);
  }

  /** Ends the waiting. */
  void joinWaiting() {
    if (memory.factsWait()) {
      Waiting waiting = memory.takeWaiting();
      join(waiting.facts(), waiting.members());
    }
  }

  /**
   * Joins facts.
   *
   * @param members whom a former root has told labels
   */
  void join(Facts more, Set<String> members) {
    joinWaiting();
    forgetRefusals(more);
    Facts before = memory.facts();
    if (!before.covers(more)) {
      join(before, more);
    }
    tellLeftOver(before, more, members);
    tellErased(new Erasures(more.erased()));
  }

  /** Who was told labels, or was linked until an erasure, and is not linked now. */
  private void tellLeftOver(Facts before, Facts more, Set<String> members) {
    Facts facts = memory.facts();
    Set<String> alone = new TreeSet<>(members);
    if (!facts.erased().isEmpty()) {
      alone.addAll(more.linked());
    }
    if (!more.erased().isEmpty()) {
      alone.addAll(before.linked());
    }
    if (!alone.isEmpty()) {
      alone.removeAll(facts.linked());
    }
    for (String member : alone) {
      tellAlone(member, facts, null, key);
    }
  }

  /** Who was erased has forgotten its label, though an attempt before may have told it already. */
  private void tellErased(Erasures erased) {
    if (!erased.isEmpty()) {
      tellMembers(member -> erased.reaches(member));
    }
  }

  private void join(Facts before, Facts more) {
    Facts after = before.join(more).within(settings);
    tellOfErasures(before, after);
    tellOfErasures(more, after);
    if (!after.equals(before)) {
      SortedSet<String> named = before.named();
      named.addAll(more.named());
      keep(after);
      tellOfCrowds(named, before, after);
    }
  }

  /** New settings keep and decide anew. */
  void settingsChanged() {
    Facts facts = memory.facts();
    if (!facts.isEmpty()) {
      Facts kept = facts.within(settings);
      keep(kept);
      tellOfCrowds(facts.named(), facts, kept);
    }
  }

  /** All members hear the newest version of their label; whoever refused a claim is asked again. */
  void sendLabels() {
    joinWaiting();
    Facts facts = memory.facts();
    if (!memory.told().founders().keySet().containsAll(members(facts, Map.of()).keySet())) {
      decide(facts);
    }
    memory.labelsDue(false);
    tellMembers(member -> !member.equals(key));
  }

  private void tellMembers(Predicate<String> some) {
    Facts facts = memory.facts();
    Told told = memory.told();
    Version version = facts.version(settings);
    Erasures erasures = new Erasures(facts.erased());
    Facts crowds = facts.crowdsFoundOnce();
    told.founders()
        .forEach(
            (member, founder) -> {
              if (!founder.isEmpty() && some.test(member)) {
                Label label = label(founder, version, told);
                long erased = erasures.until(member);
                out.send(member, new LabelMessage(label, null, erased, null, crowds));
              }
            });
  }

  /** All identities that are one person with this one, itself included. */
  Set<String> profileOf(String identity) {
    joinWaiting();
    Map<String, String> founders = memory.told().founders();
    Set<String> profile = new TreeSet<>(Set.of(identity));
    String founder = founders.getOrDefault(identity, "");
    for (Entry<String, String> each : founders.entrySet()) {
      if (!founder.isEmpty() && each.getValue().equals(founder)) {
        profile.add(each.getKey());
      }
    }
    return profile;
  }

  void giveUpTo(String root) {
    Facts facts = memory.facts();
    Map<String, String> told = new HashMap<>(memory.told().founders());
    told.values().removeIf(String::isEmpty);
    memory.facts(Facts.NONE);
    memory.told(Told.NOTHING);
    memory.labelsDue(false);
    if (!facts.isEmpty()) {
      out.send(root, new FactsMessage(facts, true, told.keySet()));
    }
    if (memory.factsWait()) {
      Waiting waiting = memory.takeWaiting();
      out.send(root, new FactsMessage(waiting.facts(), true, waiting.members()));
    }
  }

  private void keep(Facts facts) {
    memory.facts(facts);
    decide(facts);
  }

  /** Decides all labels anew and tells who is concerned. */
  private void decide(Facts facts) {
    Partition partition = Partition.of(facts, settings);
    Version version = facts.version(settings);
    Told before = memory.told();
    Told now = new Told(members(facts, partition.founders()), partition.contended());
    Causes causes = new Causes(facts, partition, before.founders());
    Erasures erasures = new Erasures(facts.erased());
    Facts crowds = facts.crowdsFoundOnce();
    boolean due = memory.labelsDue();
    for (Entry<String, String> each : now.founders().entrySet()) {
      String member = each.getKey();
      if (each.getValue().isEmpty()) {
        claimUnlinked(member, before);
      } else if (member.equals(key) || !now.same(member, before)) {
        Label label = label(each.getValue(), version, now);
        String claim = isNew(member, before) ? key : null;
        Cause why = causes.of(member);
        long erased = erasures.until(member);
        out.send(member, new LabelMessage(label, why, erased, claim, crowds));
      } else {
        due = true;
      }
    }
    dismiss(before, now, causes, facts);
    memory.told(now);
    memory.labelsDue(due);
    memory.settingsVersion(settings.version());
  }

  /** Everybody who is named and no crowd, with the founder; none for whom only a cut names. */
  private Map<String, String> members(Facts facts, Map<String, String> founders) {
    Map<String, String> members = new HashMap<>();
    SortedSet<String> named = facts.named();
    named.removeAll(facts.crowdsAmong(named, settings));
    for (String member : named) {
      members.put(member, founders.getOrDefault(member, ""));
    }
    return members;
  }

  /** Whoever is linked is claimed with its first label. */
  private void claimUnlinked(String member, Told before) {
    if (isNew(member, before)) {
      out.send(member, new Claim(key, false));
    }
  }

  private boolean isNew(String member, Told before) {
    return !member.equals(key) && !before.founders().containsKey(member);
  }

  /** Whoever was linked and is not: a crowd, or one that an erasure left without a link. */
  private void dismiss(Told before, Told now, Causes causes, Facts facts) {
    for (Entry<String, String> each : before.founders().entrySet()) {
      String member = each.getKey();
      if (!each.getValue().isEmpty() && now.founders().getOrDefault(member, "").isEmpty()) {
        tellAlone(member, facts, causes.of(member), null);
      }
    }
  }

  /** Alone if it was seen, and no more than a name if it was not. */
  private void tellAlone(String member, Facts facts, @Nullable Cause why, @Nullable String claim) {
    long erased = new Erasures(facts.erased()).until(member);
    Label label = new Label(Label.NOBODY, facts.version(settings), false);
    Facts crowds = facts.crowdsFoundOnce();
    out.send(member, new LabelMessage(label, why, erased, claim, crowds));
  }

  private static Label label(String founder, Version version, Told told) {
    return new Label(ProfileId.of(founder), version, told.contended());
  }

  /**
   * A crowd hears that it is one from everybody who learns it, in case that the attempt in which it
   * learned was rolled back. Whoever is new may be a crowd that was known by its hash.
   */
  private void tellOfCrowds(Collection<String> named, Facts before, Facts after) {
    if (after.crowds().isEmpty()) {
      return;
    }
    Collection<String> namedBefore = before.named();
    for (String identity : named) {
      int neighbours = after.crowd(identity);
      boolean isNew = !namedBefore.contains(identity) || neighbours > before.crowd(identity);
      if (neighbours > 0 && isNew) {
        out.send(identity, new FactsMessage(Facts.crowd(identity, neighbours), false));
      }
    }
  }

  /** A claim was refused under other settings than these: it is repeated with the next labels. */
  private void forgetRefusals(Facts more) {
    if (more.crowds().isEmpty()) {
      return;
    }
    Told told = memory.told();
    Facts facts = memory.facts().join(more);
    Map<String, String> founders = new HashMap<>(told.founders());
    founders
        .keySet()
        .removeIf(member -> more.crowd(member) > 0 && !facts.isCrowd(member, settings));
    if (founders.size() < told.founders().size()) {
      memory.told(new Told(founders, told.contended()));
      memory.labelsDue(true);
    }
  }

  /** The other ends of links that an erasure took away, or some of, have to forget it too. */
  private void tellOfErasures(Facts some, Facts after) {
    if (after.erased().isEmpty()) {
      return;
    }
    Erasures erasures = new Erasures(after.erased());
    some.links()
        .forEach(
            (link, seen) -> {
              tellOfErasure(link.a(), link.b(), seen, erasures.until(link.a()));
              tellOfErasure(link.b(), link.a(), seen, erasures.until(link.b()));
            });
  }

  private void tellOfErasure(String erased, String other, Seen seen, long until) {
    if (seen.first() <= until) {
      out.send(other, new Erase(erased, until));
    }
  }
}
