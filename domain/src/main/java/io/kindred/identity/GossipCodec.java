/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.avro.CrowdFact;
import io.kindred.avro.CutFact;
import io.kindred.avro.ErasureFact;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityCause;
import io.kindred.avro.LinkFact;
import io.kindred.avro.PrivacyRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gossip, facts and labels as Avro and back. */
public final class GossipCodec {

  private GossipCodec() {}

  public static Gossip toAvro(String target, GossipMessage message) {
    return message.fold(new Encoding(target));
  }

  public static GossipMessage fromAvro(Gossip gossip) {
    if (gossip.getFacts() != null) {
      return new GossipMessage.FactsMessage(
          facts(gossip.getFacts()), gossip.getToOwner(), new HashSet<>(gossip.getMembers()));
    }
    if (gossip.getLabel() != null) {
      return new GossipMessage.LabelMessage(
          label(gossip.getLabel()),
          cause(gossip.getCause()),
          gossip.getErasedUntil(),
          gossip.getClaim(),
          Facts.of(Map.of(), crowds(gossip.getCrowds())));
    }
    if (gossip.getClaim() != null) {
      return new GossipMessage.Claim(gossip.getClaim(), gossip.getToOwner());
    }
    if (gossip.getPrivacy() != null) {
      return forget(gossip.getPrivacy());
    }
    ErasureFact erase = gossip.getErase();
    return erase == null
        ? new GossipMessage.Hello(gossip.getSeenAt())
        : new GossipMessage.Erase(erase.getIdentity(), erase.getUntil());
  }

  public static GossipMessage.Forget forget(PrivacyRequest request) {
    return new GossipMessage.Forget(
        request.getRequestId(), request.getIdentity(), request.getProfile(), request.getUntil());
  }

  public static io.kindred.avro.Facts toAvro(Facts facts) {
    List<CutFact> cuts = new ArrayList<>(facts.cuts().words().size());
    facts.cuts().words().forEach((place, word) -> cuts.add(toAvro(place, word)));
    List<ErasureFact> erased = new ArrayList<>(facts.erased().size());
    facts.erased().forEach((hash, until) -> erased.add(new ErasureFact(hash, until)));
    return new io.kindred.avro.Facts(
        toAvro(facts.links()), cuts, crowdsToAvro(facts.crowds()), erased);
  }

  private static List<CrowdFact> crowdsToAvro(Map<String, Integer> crowds) {
    List<CrowdFact> all = new ArrayList<>(crowds.size());
    crowds.forEach((identity, many) -> all.add(new CrowdFact(identity, many)));
    return all;
  }

  private static SortedMap<String, Integer> crowds(List<CrowdFact> facts) {
    TreeMap<String, Integer> crowds = new TreeMap<>();
    for (CrowdFact fact : facts) {
      crowds.merge(fact.getIdentity(), fact.getNeighbours(), Math::max);
    }
    return crowds;
  }

  public static List<LinkFact> toAvro(Map<Link, Seen> links) {
    List<LinkFact> all = new ArrayList<>(links.size());
    links.forEach(
        (link, seen) -> all.add(new LinkFact(link.a(), link.b(), seen.first(), seen.last())));
    return all;
  }

  public static SortedMap<Link, Seen> links(List<LinkFact> facts) {
    TreeMap<Link, Seen> links = new TreeMap<>();
    for (LinkFact fact : facts) {
      Seen seen = new Seen(fact.getFirstSeen(), fact.getLastSeen());
      links.merge(new Link(fact.getA(), fact.getB()), seen, Seen::join);
    }
    return links;
  }

  public static CutFact toAvro(Cuts.Place place, Cuts.Word word) {
    return new CutFact(place.a(), place.b(), place.definition(), word.version(), word.until());
  }

  public static Facts facts(io.kindred.avro.Facts facts) {
    TreeMap<Cuts.Place, Cuts.Word> cuts = new TreeMap<>();
    for (CutFact fact : facts.getCuts()) {
      cuts.merge(place(fact), word(fact), Cuts.Word::join);
    }
    TreeMap<String, Long> erased = new TreeMap<>();
    for (ErasureFact fact : facts.getErased()) {
      erased.merge(fact.getIdentity(), fact.getUntil(), Math::max);
    }
    return new Facts(links(facts.getLinks()), new Cuts(cuts), crowds(facts.getCrowds()), erased);
  }

  public static Cuts.Place place(CutFact fact) {
    return new Cuts.Place(fact.getA(), fact.getB(), fact.getDefinition());
  }

  public static Cuts.Word word(CutFact fact) {
    return new Cuts.Word(fact.getVersion(), fact.getUntil());
  }

  public static io.kindred.avro.Label toAvro(Label label) {
    Version version = label.version();
    return new io.kindred.avro.Label(
        label.profileId(),
        version.settings(),
        version.erased(),
        version.facts(),
        version.span(),
        label.contended());
  }

  public static Label label(io.kindred.avro.Label label) {
    Version version =
        new Version(
            label.getSettingsVersion(), label.getErased(), label.getFacts(), label.getSpan());
    return new Label(label.getProfileId(), version, label.getContended());
  }

  public static @Nullable IdentityCause toAvro(@Nullable Cause cause) {
    if (cause == null) {
      return null;
    }
    Decision decision = cause.decision();
    return new IdentityCause(
        cause.link().a(),
        cause.link().b(),
        decision.verdict().name(),
        decision.about(),
        cause.latest());
  }

  public static @Nullable Cause cause(@Nullable IdentityCause cause) {
    return cause == null
        ? null
        : new Cause(
            new Link(cause.getA(), cause.getB()),
            new Decision(Decision.Verdict.valueOf(cause.getVerdict()), cause.getAbout()),
            cause.getLatest());
  }

  /** Not by builders: they look each default up, which costs more than all the rest. */
  private record Encoding(String target) implements GossipMessage.Cases<Gossip> {
    @Override
    public Gossip facts(GossipMessage.FactsMessage news) {
      Gossip gossip = gossip();
      gossip.setFacts(toAvro(news.facts()));
      gossip.setToOwner(news.toOwner());
      gossip.setMembers(List.copyOf(news.members()));
      return gossip;
    }

    @Override
    public Gossip claim(String root, boolean toOwner) {
      Gossip gossip = gossip();
      gossip.setClaim(root);
      gossip.setToOwner(toOwner);
      return gossip;
    }

    @Override
    public Gossip label(GossipMessage.LabelMessage told) {
      Gossip gossip = gossip();
      gossip.setLabel(toAvro(told.label()));
      gossip.setCause(toAvro(told.cause()));
      gossip.setErasedUntil(told.erasedUntil());
      gossip.setClaim(told.claim());
      gossip.setCrowds(crowdsToAvro(told.crowds().crowds()));
      return gossip;
    }

    @Override
    public Gossip hello(long timestamp) {
      Gossip gossip = gossip();
      gossip.setSeenAt(timestamp);
      return gossip;
    }

    @Override
    public Gossip erase(String identity, long until) {
      Gossip gossip = gossip();
      gossip.setErase(new ErasureFact(identity, until));
      return gossip;
    }

    @Override
    public Gossip forget(GossipMessage.Forget wish) {
      Gossip gossip = gossip();
      gossip.setPrivacy(
          new PrivacyRequest(wish.request(), wish.identity(), wish.profile(), wish.until()));
      return gossip;
    }

    /** As its schema's defaults are. */
    private Gossip gossip() {
      Gossip gossip = new Gossip();
      gossip.setTarget(target);
      gossip.setMembers(List.of());
      gossip.setCrowds(List.of());
      gossip.setErasedUntil(Long.MIN_VALUE);
      gossip.setSeenAt(Long.MAX_VALUE);
      return gossip;
    }
  }
}
