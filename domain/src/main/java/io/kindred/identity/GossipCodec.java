/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.avro.CutFact;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityCause;
import io.kindred.avro.LinkFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gossip, facts and labels as Avro and back. */
public final class GossipCodec {

  private GossipCodec() {}

  public static Gossip toAvro(String target, GossipMessage message) {
    return message.fold(new Encoding(target));
  }

  public static GossipMessage fromAvro(Gossip gossip) {
    if (gossip.getFacts() != null) {
      return new GossipMessage.FactsMessage(facts(gossip.getFacts()));
    }
    if (gossip.getClaim() != null) {
      return new GossipMessage.Claim(gossip.getClaim());
    }
    if (gossip.getLabel() != null) {
      return new GossipMessage.LabelMessage(label(gossip.getLabel()), cause(gossip.getCause()));
    }
    return new GossipMessage.Hello();
  }

  public static io.kindred.avro.Facts toAvro(Facts facts) {
    List<LinkFact> links = new ArrayList<>(facts.links().size());
    facts
        .links()
        .forEach(
            (link, seen) -> links.add(new LinkFact(link.a(), link.b(), seen.first(), seen.last())));
    List<CutFact> cuts = new ArrayList<>(facts.cuts().size());
    facts.cuts().forEach((link, until) -> cuts.add(new CutFact(link.a(), link.b(), until)));
    return new io.kindred.avro.Facts(links, cuts);
  }

  public static Facts facts(io.kindred.avro.Facts facts) {
    Map<Link, Seen> links = new HashMap<>();
    for (LinkFact fact : facts.getLinks()) {
      Seen seen = new Seen(fact.getFirstSeen(), fact.getLastSeen());
      links.merge(new Link(fact.getA(), fact.getB()), seen, Seen::join);
    }
    Map<Link, Long> cuts = new HashMap<>();
    for (CutFact fact : facts.getCuts()) {
      cuts.merge(new Link(fact.getA(), fact.getB()), fact.getUntil(), Math::max);
    }
    return new Facts(links, cuts);
  }

  public static io.kindred.avro.Label toAvro(Label label) {
    Version version = label.version();
    return new io.kindred.avro.Label(
        label.profileId(), version.settings(), version.facts(), version.span(), label.contended());
  }

  public static Label label(io.kindred.avro.Label label) {
    Version version = new Version(label.getSettingsVersion(), label.getFacts(), label.getSpan());
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

  private record Encoding(String target) implements GossipMessage.Cases<Gossip> {
    @Override
    public Gossip facts(Facts facts) {
      return new Gossip(target, toAvro(facts), null, null, null);
    }

    @Override
    public Gossip claim(String root) {
      return new Gossip(target, null, root, null, null);
    }

    @Override
    public Gossip label(Label label, @Nullable Cause cause) {
      return new Gossip(target, null, null, toAvro(label), toAvro(cause));
    }

    @Override
    public Gossip hello() {
      return new Gossip(target, null, null, null, null);
    }
  }
}
