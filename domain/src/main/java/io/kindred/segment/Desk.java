/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.SegmentStandings.Standing;

/**
 * Where one reckoning after the other lays down what it finds out: to make room for thousands of
 * segments anew for each event would cost more than to use it.
 *
 * <p>Not for several threads, and for one reckoning at a time.
 *
 * @param agenda the segments that have to be evaluated
 * @param answers by the place of a segment, what its condition was found to be
 * @param turned by the place of a segment, where the profile now stands with it otherwise
 * @param lists by the place of a selection, its events as remembered
 * @param common by the number of a common part, its value
 */
record Desk(
    Agenda agenda,
    Sparse<Answer> answers,
    Sparse<Standing> turned,
    Sparse<EventList> lists,
    Sparse<CommonValues.Held> common) {

  /** The value of a condition, and the closed interval in which it cannot be another. */
  record Answer(boolean member, long from, long until) {

    boolean covers(long t) {
      return from <= t && t <= until;
    }
  }

  static Desk of(int segments, int selections, int common) {
    return new Desk(
        new Agenda(segments),
        new Sparse<>(segments),
        new Sparse<>(segments),
        new Sparse<>(selections),
        new Sparse<>(common));
  }

  Desk cleared() {
    agenda.clear();
    answers.clear();
    turned.clear();
    lists.clear();
    common.clear();
    return this;
  }
}
