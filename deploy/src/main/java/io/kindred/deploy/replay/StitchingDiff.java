/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.deploy.replay.Stitching.Cluster;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What would change from one stitching to another. Clusters that are the same are counted; the
 * others stand in groups: all clusters of before and after that share identities are one change.
 */
final class StitchingDiff {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Stitching before;
  private final Stitching after;
  private final Moves moves;

  StitchingDiff(Stitching before, Stitching after) {
    this.before = before;
    this.after = after;
    this.moves = new Moves(before, after);
  }

  /** One line of JSON in which everything is sorted. */
  ReplayResult result(String name) {
    ObjectNode result = JSON.objectNode().put("name", name);
    SortedSet<String> changed = changed();
    result.put("same", same(changed));
    ArrayNode changes = result.putArray("changes");
    while (!changed.isEmpty()) {
      SortedSet<String> group = group(changed.first());
      changes.add(change(group));
      changed.removeAll(group);
    }
    ObjectNode letters = result.putObject("deadLetters");
    letters.putArray("before").addAll(without(before.deadLetters(), after.deadLetters()));
    letters.putArray("after").addAll(without(after.deadLetters(), before.deadLetters()));
    return new ReplayResult(name, result.toString());
  }

  /** The identities of the clusters that are not the same. */
  private SortedSet<String> changed() {
    SortedSet<String> changed = before.identities();
    changed.addAll(after.identities());
    changed.removeIf(identity -> Objects.equals(before.cluster(identity), after.cluster(identity)));
    return changed;
  }

  private long same(Set<String> changed) {
    return before.identities().stream()
        .filter(identity -> !changed.contains(identity))
        .map(before::cluster)
        .distinct()
        .count();
  }

  /** All that hang together with an identity by a cluster of before or after. */
  private SortedSet<String> group(String identity) {
    SortedSet<String> group = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(identity));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (group.add(next)) {
        open.addAll(Moves.companions(before, next));
        open.addAll(Moves.companions(after, next));
      }
    }
    return group;
  }

  private ObjectNode change(SortedSet<String> group) {
    ObjectNode change = JSON.objectNode();
    clusters(group, before).forEach(change.putArray("before")::add);
    clusters(group, after).forEach(change.putArray("after")::add);
    ArrayNode moved = change.putArray("moved");
    group.stream().filter(moves::moved).map(moves::json).forEach(moved::add);
    return change;
  }

  private static List<ObjectNode> clusters(SortedSet<String> group, Stitching stitching) {
    return group.stream()
        .map(stitching::cluster)
        .filter(Objects::nonNull)
        .distinct()
        .sorted(Comparator.comparing(cluster -> cluster.identities().first()))
        .map(StitchingDiff::json)
        .toList();
  }

  private static ObjectNode json(Cluster cluster) {
    ObjectNode json = JSON.objectNode().put("profileId", cluster.profileId());
    cluster.identities().forEach(json.putArray("identities")::add);
    return json;
  }

  /** Of several that are equal, as many are left as there are more. */
  private static List<ObjectNode> without(List<ObjectNode> all, List<ObjectNode> those) {
    List<ObjectNode> rest = new ArrayList<>(all);
    those.forEach(rest::remove);
    return rest;
  }
}
