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
import org.jspecify.annotations.Nullable;

/** What one simulated run is fed with, drawn from its seed, and what must come of it. */
record GossipInput(List<Step> steps, List<IdentitySettings> settings) {

  private static final List<String> NAMESPACES =
      List.of("CRM", "Email", "IDFA", "ECID", "ECID", "Partner", "ECID");

  /** Identities seen together, or what a definition says to be wrong. */
  record Step(List<Identity> identities, long time, Cuts.@Nullable Place place, long version) {

    private static final long FORGET = -1;

    static Step forget(Identity identity, long until) {
      return new Step(List.of(identity), until, null, FORGET);
    }

    boolean forgets() {
      return version == FORGET;
    }

    GossipMessage.Forget wish() {
      return new GossipMessage.Forget("r", identities.get(0).key(), false, time);
    }

    @Override
    public String toString() {
      if (forgets()) {
        return wish().toString();
      }
      return place == null ? "saw " + identities + " at " + time : "cut " + place + word();
    }

    Cuts.Word word() {
      return new Cuts.Word(version, time);
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
    boolean types = random.nextInt(4) == 0;
    for (int version = 0; version < versions; version++) {
      boolean partnerLinks = types && version + 1 < versions && random.nextBoolean();
      settings.add(settings(random, version, partnerLinks ? "EMAIL" : "PARTNER"));
    }
    return new GossipInput(steps, settings);
  }

  /**
   * The same with wishes to be forgotten among the steps. Of single identities: which ones are one
   * profile depends on the moment at which a wish comes.
   */
  GossipInput withWishes(Random random) {
    List<Step> more = new ArrayList<>(steps);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Step named = steps.get(random.nextInt(steps.size()));
      if (!named.identities().isEmpty()) {
        Identity identity = named.identities().get(random.nextInt(named.identities().size()));
        Step wish = Step.forget(identity, 1 + random.nextInt(60));
        more.add(random.nextInt(more.size() + 1), wish);
      }
    }
    return new GossipInput(more, settings);
  }

  private static Step step(Random random, List<Identity> cast, int t) {
    long time = random.nextBoolean() ? 1 + random.nextInt(60) : t + 1;
    List<Identity> drawn = new ArrayList<>(cast);
    Collections.shuffle(drawn, random);
    if (random.nextInt(14) == 0) {
      return cut(random, drawn, time, t + 1);
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
    return new Step(List.copyOf(seen), time, null, 0);
  }

  private static Step cut(Random random, List<Identity> drawn, long time, long version) {
    long until = List.of(time, time, time, Cuts.FOREVER, Cuts.WITHDRAWN).get(random.nextInt(5));
    Link link = Link.between(drawn.get(0), drawn.get(1));
    String definition = "" + random.nextInt(2);
    boolean ofOne = random.nextInt(3) == 0;
    Cuts.Place place =
        ofOne ? Cuts.Place.at(link.a(), definition) : Cuts.Place.at(link, definition);
    return new Step(List.of(), until, place, version);
  }

  /** A type may cease to link; what was not kept while it did not would be missing after. */
  private static IdentitySettings settings(Random random, long version, String partner) {
    List<Integer> priorities = new ArrayList<>(List.of(1, 2, 3, 4));
    if (random.nextInt(4) == 0) {
      Collections.shuffle(priorities, random);
    }
    String json =
        """
        {"limit": %d, "moreNeighbours": %d, "namespaces": [
          {"namespace": "CRM", "priority": %d, "unique": %b},
          {"namespace": "Email", "priority": %d, "unique": %b, "neighbours": %d},
          {"namespace": "IDFA", "priority": %d},
          {"namespace": "ECID", "priority": %d, "neighbours": %d},
          {"namespace": "Partner", "priority": %d, "type": "%s"}]}
        """
            .formatted(
                List.of(2, 4, 6, 50).get(random.nextInt(4)),
                random.nextInt(3),
                priorities.get(0),
                random.nextInt(6) > 0,
                priorities.get(1),
                random.nextInt(4) == 0,
                random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1_000,
                priorities.get(2),
                priorities.get(3),
                random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1_000,
                random.nextInt(6) == 0 ? 1 : 5,
                partner);
    try {
      return IdentitySettings.parse(json, version).with(lifts(random), version);
    } catch (InvalidDefinition e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Lift> lifts(Random random) {
    List<Lift> lifts = new ArrayList<>();
    while (random.nextInt(3) == 0) {
      int i = random.nextInt(8);
      Identity identity = new Identity(NAMESPACES.get(i % NAMESPACES.size()), "" + i);
      lifts.add(new Lift(identity, 1 + random.nextInt(6)));
    }
    return lifts;
  }

  IdentitySettings lastSettings() {
    return settings.get(settings.size() - 1);
  }

  /** All facts at once, as no key ever has them. */
  Facts facts() {
    return facts(lastSettings());
  }

  private Facts facts(IdentitySettings under) {
    Facts facts = Facts.NONE;
    for (Step step : steps) {
      facts =
          facts.join(step.place() == null ? seen(step, under) : said(step.place(), step.word()));
    }
    return facts;
  }

  /**
   * Links between two crowds are not kept. If settings come after that make them none, it is chance
   * which ones are known, and there is no answer that must come of it. Nor is there if it is chance
   * whether an identity is found to be a crowd for links of a type that then ceases to link.
   */
  boolean hasAnAnswer() {
    Facts atLast = facts().within(lastSettings());
    for (IdentitySettings some : settings.subList(0, settings.size() - 1)) {
      Facts all = facts(some);
      Facts within = all.within(some);
      boolean marks =
          !all.equals(facts()) && !atLast.crowds().keySet().containsAll(within.crowds().keySet());
      if (marks || within.links().size() < all.links().size()) {
        return false;
      }
    }
    return true;
  }

  private static Facts said(Cuts.Place place, Cuts.Word word) {
    return Facts.of(Cuts.of(place, word));
  }

  private static Facts seen(Step step, IdentitySettings under) {
    Map<Link, Seen> links = new HashMap<>();
    for (Identity one : step.identities()) {
      for (Identity other : step.identities()) {
        if (one.compareTo(other) < 0 && links(one, under) && links(other, under)) {
          links.put(Link.between(one, other), Seen.at(step.time()));
        }
      }
    }
    return Facts.of(links);
  }

  private static boolean links(Identity identity, IdentitySettings under) {
    return under.of(identity.namespace()).type().links();
  }

  /** Every identity that was seen: each must have a label in the end. */
  SortedSet<String> seen() {
    SortedSet<String> seen = new TreeSet<>();
    for (Step step : steps) {
      if (step.place() == null) {
        step.identities().forEach(identity -> seen.add(identity.key()));
      }
    }
    return seen;
  }
}
