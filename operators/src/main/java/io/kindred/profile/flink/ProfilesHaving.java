/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * The profiles of an operator that have a state, and what is done with each of them.
 *
 * @param state its name
 */
record ProfilesHaving(
    String state,
    KeyedStateBackend<String> backend,
    TaskInfo task,
    ThrowingConsumer<String, Exception> each)
    implements BackFill.Profiles {

  /** Of state in memory a copy: it may not be walked through while it changes. */
  @Override
  public Stream<String> keys() {
    Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE);
    if (!(backend instanceof HeapKeyedStateBackend)) {
      return keys;
    }
    try (keys) {
      return keys.toList().stream();
    }
  }

  /** They come by key group. */
  @Override
  public double until(String profileId) {
    int groups = task.getMaxNumberOfParallelSubtasks();
    KeyGroupRange range =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            groups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    int group = KeyGroupRangeAssignment.assignToKeyGroup(profileId, groups);
    return (double) (group - range.getStartKeyGroup()) / range.getNumberOfKeyGroups();
  }

  @Override
  public void bring(String profileId) throws Exception {
    backend.setCurrentKey(profileId);
    each.accept(profileId);
  }
}
