/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.SegmentNumbering;
import io.kindred.topic.flink.ContractType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The rules that the profiles of a subtask follow: those in force, and until a back-fill has been
 * through, those before. A profile's state has numbers for segments; here stands what they mean.
 *
 * <p>After a restore all subtasks know what any of them knew, since profiles come from any.
 */
final class FollowedRules {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  /** Fingerprint of what every profile of a subtask followed; all subtasks' on restore. */
  static final ListStateDescriptor<Long> FOLLOWED =
      new ListStateDescriptor<>("followed", Types.LONG);

  static final ListStateDescriptor<SegmentNumbering> NUMBERS =
      new ListStateDescriptor<>("segment-numbers", new ContractType<>(SegmentNumbering.class));

  /** The fingerprint of no rules. */
  private static final long NOT_YET = Long.MIN_VALUE;

  private final ListState<Long> followed;
  private final ListState<SegmentNumbering> kept;

  /** Ids of segments by their numbers, by the fingerprint of the rules. */
  private final Map<Long, List<String>> names = new HashMap<>();

  FollowedRules(OperatorStateStore store) throws Exception {
    followed = store.getUnionListState(FOLLOWED);
    kept = store.getUnionListState(NUMBERS);
    for (SegmentNumbering numbering : kept.get()) {
      names.put(numbering.getRules(), numbering.getSegmentIds());
    }
  }

  /** Whether every profile followed the same when this was saved, if it was. */
  boolean wereAll(long fingerprint) throws Exception {
    for (Long each : followed.get()) {
      if (each != fingerprint) {
        return false;
      }
    }
    return true;
  }

  /** Who is touched follows these rules from now on. */
  void add(ProfileRules rules) {
    names.put(rules.fingerprint(), rules.plan().names());
  }

  /** Everybody follows these rules. */
  void areOnly(ProfileRules rules) {
    names.keySet().retainAll(List.of(rules.fingerprint()));
  }

  /** How many rules profiles may follow. */
  int size() {
    return names.size();
  }

  /**
   * The segments by their numbers under the rules that a profile follows; none before the first.
   */
  List<String> names(long rules) {
    return names.getOrDefault(rules, List.of());
  }

  /**
   * Keeps them for who restores this.
   *
   * @param all whether every profile follows what has the fingerprint
   */
  void save(boolean all, long fingerprint) throws Exception {
    followed.update(List.of(all ? fingerprint : NOT_YET));
    List<SegmentNumbering> numberings = new ArrayList<>(names.size());
    names.forEach((rules, ids) -> numberings.add(new SegmentNumbering(rules, ids)));
    kept.update(numberings);
  }
}
