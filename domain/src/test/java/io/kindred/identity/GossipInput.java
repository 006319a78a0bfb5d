/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.definition.InvalidDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one simulated run is fed with, drawn from its seed, and what must come of it. */
record GossipInput(List<Step> steps, List<IdentitySettings> settings) {

  private static final List<String> NAMESPACES =
      List.of("CRM", "Email", "IDFA", "ECID", "ECID", "Partner", "ECID");

  /** Either identities seen together until nothing, or a cut between two until a time. */
  record Step(List<Identity> identities, long time, boolean cut) {
    @Override
    public String toString() {
      return (cut ? "cut " : "saw ") + identities + " at " + time;
    }

    Link link() {
      return Link.between(identities.get(0), identities.get(1));
    }
  }

  static GossipInput draw(Random random) {
    List<Identity> cast = new ArrayList<>();
    int people = 3 + random.nextInt(random.nextInt(4) == 0 ? 14 : 8);
    for (int i = 0; i < people; i++) {
      cast.add(new Identity(NAMESPACES.get(i % NAMESPACES.size()), "" + i));
    }
    List<Step> steps = new ArrayList<>();
    int length = 2 + random.nextInt(random.nextInt(4) == 0 ? 38 : 14);
    for (int t = 0; t < length; t++) {
      steps.add(step(random, cast, t));
    }
    List<IdentitySettings> settings = new ArrayList<>();
    int versions = Math.max(1, random.nextInt(5) - 1);
    for (int version = 0; version < versions; version++) {
      settings.add(settings(random, version));
    }
    return new GossipInput(steps, settings);
  }

  private static Step step(Random random, List<Identity> cast, int t) {
    long time = random.nextBoolean() ? 1 + random.nextInt(60) : t + 1;
    List<Identity> drawn = new ArrayList<>(cast);
    Collections.shuffle(drawn, random);
    if (random.nextInt(16) == 0) {
      long until = random.nextInt(4) == 0 ? Facts.FOREVER : time;
      return new Step(List.copyOf(drawn.subList(0, 2)), until, true);
    }
    int size = List.of(1, 2, 2, 2, 2, 3, 3, 4).get(random.nextInt(8));
    Map<String, Identity> each = new HashMap<>();
    List<Identity> seen = new ArrayList<>();
    for (Identity identity : drawn.subList(0, Math.min(size, drawn.size()))) {
      boolean twice = each.put(identity.namespace(), identity) != null;
      if (!twice || identity.namespace().equals("ECID")) {
        seen.add(identity);
      }
    }
    return new Step(List.copyOf(seen), time, false);
  }

  /** Everything may change but a type: which links are facts depends on it. */
  private static IdentitySettings settings(Random random, long version) {
    List<Integer> priorities = new ArrayList<>(List.of(1, 2, 3, 4));
    if (random.nextInt(4) == 0) {
      Collections.shuffle(priorities, random);
    }
    String json =
        """
        {"limit": %d, "namespaces": [
          {"namespace": "CRM", "priority": %d, "unique": %b},
          {"namespace": "Email", "priority": %d, "unique": %b},
          {"namespace": "IDFA", "priority": %d},
          {"namespace": "ECID", "priority": %d, "neighbours": %d},
          {"namespace": "Partner", "priority": %d, "type": "PARTNER"}]}
        """
            .formatted(
                List.of(2, 4, 6, 50).get(random.nextInt(4)),
                priorities.get(0),
                random.nextInt(6) > 0,
                priorities.get(1),
                random.nextInt(4) == 0,
                priorities.get(2),
                priorities.get(3),
                random.nextInt(6) == 0 ? 3 : 1_000,
                random.nextInt(6) == 0 ? 1 : 5);
    try {
      return IdentitySettings.parse(json, version);
    } catch (InvalidDefinition e) {
      throw new IllegalStateException(e);
    }
  }

  IdentitySettings lastSettings() {
    return settings.get(settings.size() - 1);
  }

  /** All facts at once, as no key ever has them. */
  Facts facts() {
    Facts facts = Facts.NONE;
    for (Step step : steps) {
      facts = facts.join(step.cut() ? Facts.cut(step.link(), step.time()) : seen(step));
    }
    return facts;
  }

  private Facts seen(Step step) {
    Map<Link, Seen> links = new HashMap<>();
    for (Identity one : step.identities()) {
      for (Identity other : step.identities()) {
        if (one.compareTo(other) < 0 && links(one) && links(other)) {
          links.put(Link.between(one, other), Seen.at(step.time()));
        }
      }
    }
    return new Facts(links, Map.of());
  }

  private boolean links(Identity identity) {
    return lastSettings().of(identity.namespace()).type().links();
  }

  /** Every identity that was seen: each must have a label in the end. */
  SortedSet<String> seen() {
    SortedSet<String> seen = new TreeSet<>();
    for (Step step : steps) {
      if (!step.cut()) {
        step.identities().forEach(identity -> seen.add(identity.key()));
      }
    }
    return seen;
  }
}
