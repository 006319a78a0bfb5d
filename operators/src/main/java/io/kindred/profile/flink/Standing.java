/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.ProfileState;
import io.kindred.avro.StandingState;
import io.kindred.profile.ProfileDocument;
import io.kindred.segment.Timeline;
import io.kindred.segment.Timeline.Standings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a profile stands with its segments: between state and the domain, and what changed. */
final class Standing {

  /**
   * A membership that is to be announced.
   *
   * @param crossing 1 into the segment, -1 out of it, 0 where only the time is restated
   */
  record Change(Membership membership, int crossing) {}

  private Standing() {}

  static ProfileState newProfile() {
    return new ProfileState(
        0L, List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0L, Long.MIN_VALUE, false);
  }

  static Standings of(ProfileState state) {
    SortedMap<String, Timeline.Standing> bySegment = new TreeMap<>();
    for (StandingState held : state.getStandings()) {
      bySegment.put(held.getSegmentId(), new Timeline.Standing(held.getMember(), held.getSince()));
    }
    return new Standings(bySegment, state.getAsOf(), state.getNextChange());
  }

  static void keep(Standings standings, ProfileState state) {
    List<StandingState> held = new ArrayList<>();
    standings
        .bySegment()
        .forEach((id, at) -> held.add(new StandingState(id, at.member(), at.since())));
    state.setStandings(held);
    state.setAsOf(standings.asOf());
    state.setNextChange(standings.nextChange());
  }

  /** What has to be announced on the way from one to the other, by segment id. */
  static List<Change> changes(Standings before, Standings after) {
    List<Change> changes = new ArrayList<>();
    after
        .bySegment()
        .forEach(
            (id, at) -> {
              Timeline.Standing was = before.bySegment().get(id);
              if (!Objects.equals(was, at)) {
                changes.add(change(id, was, at));
              }
            });
    before
        .bySegment()
        .forEach(
            (id, was) -> {
              if (was.member() && !after.bySegment().containsKey(id)) {
                changes.add(exit(id, after.asOf()));
              }
            });
    return changes;
  }

  /** The exits of a profile that ends. */
  static List<Change> allExit(Standings before) {
    return before.bySegment().entrySet().stream()
        .filter(standing -> standing.getValue().member())
        .map(Map.Entry::getKey)
        .map(id -> exit(id, before.asOf()))
        .toList();
  }

  private static Change change(String id, Timeline.@Nullable Standing was, Timeline.Standing is) {
    int crossing = (is.member() ? 1 : 0) - (was != null && was.member() ? 1 : 0);
    return new Change(ProfileDocument.membership(id, is), crossing);
  }

  private static Change exit(String id, long at) {
    return new Change(new Membership(id, MembershipStatus.exited, at), -1);
  }
}
