/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.ProfileState;
import io.kindred.avro.StandingState;
import io.kindred.profile.ProfileDocument;
import io.kindred.segment.SegmentStandings;
import java.util.ArrayList;
import java.util.List;
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
    return ProfileState.newBuilder()
        .setRevision(0)
        .setStandings(List.of())
        .setAsOf(Long.MIN_VALUE)
        .setNextChange(Long.MAX_VALUE)
        .setRules(0)
        .setJourneyRules(0)
        .setEarliest(Long.MAX_VALUE)
        .setFirstEvent(Long.MAX_VALUE)
        .setLastEvent(Long.MIN_VALUE)
        .setEvents(0)
        .setSelected(List.of())
        .setLarge(List.of())
        .setEmitDue(Long.MIN_VALUE)
        .setEmitWanted(false)
        .build();
  }

  /** What has to be announced on the way from one to the other; both by ascending segment id. */
  static List<Change> changes(List<StandingState> before, List<StandingState> after, long asOf) {
    List<Change> changes = new ArrayList<>();
    int next = 0;
    for (StandingState is : after) {
      while (next < before.size() && order(before.get(next), is) < 0) {
        addExit(before.get(next++), asOf, changes);
      }
      boolean known = next < before.size() && order(before.get(next), is) == 0;
      StandingState was = known ? before.get(next++) : null;
      if (differs(was, is)) {
        int crossing = (is.getMember() ? 1 : 0) - (was != null && was.getMember() ? 1 : 0);
        changes.add(new Change(ProfileDocument.membership(is), crossing));
      }
    }
    before.subList(next, before.size()).forEach(was -> addExit(was, asOf, changes));
    return changes;
  }

  private static int order(StandingState one, StandingState other) {
    return one.getSegmentId().compareTo(other.getSegmentId());
  }

  private static boolean differs(@Nullable StandingState was, StandingState is) {
    return was == null
        ? SegmentStandings.wasEverIn(is)
        : was.getMember() != is.getMember() || was.getSince() != is.getSince();
  }

  private static void addExit(StandingState was, long asOf, List<Change> changes) {
    if (was.getMember()) {
      Membership exited = new Membership(was.getSegmentId(), MembershipStatus.exited, asOf);
      changes.add(new Change(exited, -1));
    }
  }

  /** The exits of a profile that ends. */
  static List<Change> allExit(ProfileState state) {
    return changes(state.getStandings(), List.of(), state.getAsOf());
  }
}
