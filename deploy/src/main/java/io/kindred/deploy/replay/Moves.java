/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.deploy.replay.Stitching.Cluster;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentityIntake;
import io.kindred.identity.Link;
import io.kindred.identity.RefusedIdentities;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/*
 * Why there is always a link to name. An identity's cluster hangs together by links that stand. If
 * some of its companions are lost, then of the links that stood before, at least one led from those
 * that stay together with it to those that are lost; afterwards its ends are in two clusters, so a
 * rule leaves it out, or it is not there at all. The same holds the other way round for companions
 * that are new. The first such link by its key stands for all of them.
 */
/** The identities whose profile is another one under the other settings, each with the reason. */
final class Moves {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Stitching before;
  private final Stitching after;

  Moves(Stitching before, Stitching after) {
    this.before = before;
    this.after = after;
  }

  /** Those who are one person with an identity, itself included; none if it was not taken in. */
  static SortedSet<String> companions(Stitching stitching, String identity) {
    Cluster cluster = stitching.cluster(identity);
    return cluster == null ? Collections.emptySortedSet() : cluster.identities();
  }

  boolean moved(String identity) {
    return !Objects.equals(before.profileOf(identity), after.profileOf(identity));
  }

  ObjectNode json(String identity) {
    ObjectNode move =
        JSON.objectNode()
            .put("identity", identity)
            .put("from", before.profileOf(identity))
            .put("to", after.profileOf(identity));
    ArrayNode links = move.putArray("links");
    decisive(identity).map(this::link).forEach(links::add);
    note(identity).ifPresent(note -> move.put("note", note));
    return move;
  }

  /** The link that was lost with companions, then the one that brought others. */
  private Stream<Link> decisive(String identity) {
    SortedSet<String> was = companions(before, identity);
    SortedSet<String> is = companions(after, identity);
    SortedSet<String> stay = new TreeSet<>(was);
    stay.retainAll(is);
    return Stream.of(
            before.evidence(identity).keptBetween(stay, without(was, stay)),
            after.evidence(identity).keptBetween(stay, without(is, stay)))
        .flatMap(Optional::stream)
        .distinct();
  }

  private ObjectNode link(Link link) {
    ObjectNode json = JSON.objectNode();
    json.set("before", before.evidence(link.a()).explain(link));
    json.set("after", after.evidence(link.a()).explain(link));
    return json;
  }

  /** What no link can say. */
  private Optional<String> note(String identity) {
    if (before.profileOf(identity) == null) {
      return Optional.of("before: " + absence(identity, before, after));
    }
    if (after.profileOf(identity) == null) {
      return Optional.of("after: " + absence(identity, after, before));
    }
    return companions(before, identity).equals(companions(after, identity))
        ? Optional.of("the same identities; the profile takes its id from another of them")
        : Optional.empty();
  }

  private static String absence(String identity, Stitching where, Stitching other) {
    Optional<String> otherwise = spelling(identity, where, other);
    if (otherwise.isPresent()) {
      return "written " + otherwise.get();
    }
    try {
      IdentityIntake.take(List.of(Identity.parse(identity)), where.settings());
      return "all that names it is refused";
    } catch (RefusedIdentities e) {
      return e.getMessage() == null ? "refused" : e.getMessage();
    }
  }

  /** How ingest writes the same identity under settings that normalise it in another way. */
  private static Optional<String> spelling(String identity, Stitching where, Stitching other) {
    String there = IdentityIntake.normalized(Identity.parse(identity), where.settings()).key();
    if (where.cluster(there) != null) {
      return Optional.of(there);
    }
    return where.identities().stream()
        .filter(
            each ->
                IdentityIntake.normalized(Identity.parse(each), other.settings())
                    .key()
                    .equals(identity))
        .findFirst();
  }

  private static SortedSet<String> without(SortedSet<String> all, SortedSet<String> those) {
    SortedSet<String> rest = new TreeSet<>(all);
    rest.removeAll(those);
    return rest;
  }
}
