/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.profile.ProfileDocument;
import io.kindred.segment.SegmentStandings.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The memberships that are to be announced of a profile that stands otherwise than before. */
final class Announcements {

  /**
   * One of them.
   *
   * @param crossing 1 into the segment, -1 out of it, 0 where only the time is restated
   */
  record Announcement(Membership membership, int crossing) {}

  private final List<Announcement> all = new ArrayList<>();
  private final long asOf;

  /** Of a profile that stands as it does as of a moment. */
  Announcements(long asOf) {
    this.asOf = asOf;
  }

  List<Announcement> all() {
    return all;
  }

  /** Between two states, by id, of all the segments in which the profile is or was. */
  Announcements addAll(SortedMap<String, Standing> before, SortedMap<String, Standing> after) {
    SortedSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      add(id, before.getOrDefault(id, Standing.OUT), after.getOrDefault(id, Standing.OUT));
    }
    return this;
  }

  /** Between two standings with one segment. */
  void add(String segmentId, Standing was, Standing is) {
    if (is.equals(Standing.OUT)) {
      if (was.member()) {
        all.add(new Announcement(new Membership(segmentId, MembershipStatus.exited, asOf), -1));
      }
    } else if (was.member() != is.member() || was.since() != is.since()) {
      int crossing = (is.member() ? 1 : 0) - (was.member() ? 1 : 0);
      all.add(new Announcement(ProfileDocument.membership(segmentId, is), crossing));
    }
  }
}
