/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Provenance;
import io.kindred.fragment.XdmJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of all fragments of a profile, merged, at any time.
 *
 * <pre>
 *  Of one attribute, the strongest version with timestamp ≤ t wins; the merge policy says which of
 *  two is stronger, and null wins like any value and then shows nothing.
 *
 *  Two attributes exclude each other where one is inside the other: /a = 1 says that /a is no
 *  object, /a/b = 2 says that it is one. Of such two the one whose winner is stronger stands. The
 *  outcome is that of applying all versions one by one, the strongest last, each as a JSON merge
 *  patch (RFC 7396): what a later one overwrote does not come back when that is overwritten too.
 *
 *  So the merged attributes change only at the timestamp of a winner. Between two of these they
 *  are one object, built when first asked for.
 * </pre>
 */
final class MergedAttributes {

  /** One attribute inside another; both are indices of {@link #histories}. */
  private record Nesting(int outer, int inner) {}

  private final Comparator<Given> strength;
  private final List<AttributeHistory> histories;
  private final List<Nesting> nestings;
  // Ascending. Entity i holds from changes[i - 1] until just before changes[i].
  private final long[] changes;
  private final @Nullable ObjectNode[] entities;

  MergedAttributes(Map<String, List<AttributeVersion>> members, MergePolicy policy) {
    strength = policy.strength();
    histories = histories(members, policy);
    nestings = nestings();
    changes = changes();
    entities = new ObjectNode[changes.length + 1];
  }

  private List<AttributeHistory> histories(
      Map<String, List<AttributeVersion>> members, MergePolicy policy) {
    Map<String, List<Given>> byPath = new HashMap<>();
    members.forEach(
        (identity, versions) -> {
          for (AttributeVersion version : versions) {
            Given given = new Given(identity, version);
            if (policy.merges(given)) {
              byPath.computeIfAbsent(given.path(), path -> new ArrayList<>()).add(given);
            }
          }
        });
    List<AttributeHistory> all = new ArrayList<>(byPath.size());
    byPath.forEach((path, versions) -> all.add(new AttributeHistory(path, versions, strength)));
    all.sort(Comparator.naturalOrder());
    return all;
  }

  private List<Nesting> nestings() {
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < histories.size(); i++) {
      indices.put(histories.get(i).path().pointer(), i);
    }
    List<Nesting> found = new ArrayList<>();
    for (int inner = 0; inner < histories.size(); inner++) {
      for (String ancestor : histories.get(inner).path().ancestors()) {
        Integer outer = indices.get(ancestor);
        if (outer != null) {
          found.add(new Nesting(outer, inner));
        }
      }
    }
    return found;
  }

  /** A source that repeats itself changes nothing, unless that decides between two attributes. */
  private long[] changes() {
    boolean[] nested = new boolean[histories.size()];
    for (Nesting nesting : nestings) {
      nested[nesting.outer] = true;
      nested[nesting.inner] = true;
    }
    TreeSet<Long> times = new TreeSet<>();
    for (int i = 0; i < nested.length; i++) {
      Given before = null;
      for (Given winner : histories.get(i).winners()) {
        if (nested[i] || !winner.saysTheSameAs(before)) {
          times.add(winner.timestamp());
        }
        before = winner;
      }
    }
    return times.stream().mapToLong(Long::longValue).toArray();
  }

  /** The attributes as they were at {@code t}; shared, not to be changed. */
  ObjectNode at(long t) {
    int i = indexAt(t);
    ObjectNode entity = entities[i];
    if (entity == null) {
      entity = build(shownAt(t));
      entities[i] = entity;
    }
    return entity;
  }

  /** The first moment from which on they are as at {@code t}. */
  long validFrom(long t) {
    int i = indexAt(t);
    return i == 0 ? Long.MIN_VALUE : changes[i - 1];
  }

  /** The last moment until which they are as at {@code t}. */
  long validUntil(long t) {
    int i = indexAt(t);
    return i == changes.length ? Long.MAX_VALUE : changes[i] - 1;
  }

  /** Where each value came from that is shown at {@code t}, sorted by path. */
  List<Provenance> provenanceAt(long t) {
    return Arrays.stream(shownAt(t)).filter(Objects::nonNull).map(Given::provenance).toList();
  }

  private ObjectNode build(@Nullable Given[] shown) {
    ObjectNode entity = XdmJson.object();
    for (int i = 0; i < shown.length; i++) {
      Given given = shown[i];
      if (given != null) {
        histories.get(i).path().set(entity, given.value());
      }
    }
    return entity;
  }

  /** For each attribute the version that shows, or null. */
  private @Nullable Given[] shownAt(long t) {
    @Nullable Given[] shown = new Given[histories.size()];
    Arrays.setAll(shown, i -> histories.get(i).at(t));
    boolean[] hidden = hidden(shown);
    for (int i = 0; i < shown.length; i++) {
      Given winner = shown[i];
      if (hidden[i] || (winner != null && winner.removes())) {
        shown[i] = null;
      }
    }
    return shown;
  }

  private boolean[] hidden(@Nullable Given[] winners) {
    boolean[] hidden = new boolean[winners.length];
    for (Nesting nesting : nestings) {
      Given outer = winners[nesting.outer];
      Given inner = winners[nesting.inner];
      if (outer != null && inner != null) {
        hidden[strength.compare(outer, inner) > 0 ? nesting.inner : nesting.outer] = true;
      }
    }
    return hidden;
  }

  /** Names of the fields at the root that ever had a value. */
  Set<String> names() {
    return histories.stream().map(history -> history.path().root()).collect(Collectors.toSet());
  }

  /** Timestamp of the first version that ever won; {@code Long.MAX_VALUE} where there is none. */
  long earliest() {
    return histories.stream().mapToLong(AttributeHistory::earliest).min().orElse(Long.MAX_VALUE);
  }

  /** Timestamp of the last version that ever won; {@code Long.MIN_VALUE} where there is none. */
  long latest() {
    return histories.stream().mapToLong(AttributeHistory::latest).max().orElse(Long.MIN_VALUE);
  }

  private int indexAt(long t) {
    int found = Arrays.binarySearch(changes, t);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
