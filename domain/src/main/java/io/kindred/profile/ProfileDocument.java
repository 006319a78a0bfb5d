/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.avro.ProfileState;
import io.kindred.fragment.XdmJson;
import io.kindred.segment.SegmentStandings.Standing;
import io.kindred.segment.Timeline.Standings;
import java.util.ArrayList;
import java.util.List;

/** A profile as it is published. */
public final class ProfileDocument {

  private ProfileDocument() {}

  /** What is known of a profile and where it stands with the segments, as one document. */
  public static Profile of(
      String profileId, long revision, ProfileFacts facts, Standings standings) {
    Profile profile = of(profileId, facts);
    profile.setRevision(revision);
    profile.setMemberships(memberships(standings));
    return profile;
  }

  /** What is known of a profile, with no memberships and no revision yet. */
  public static Profile of(String profileId, ProfileFacts facts) {
    return Profile.newBuilder()
        .setProfileId(profileId)
        .setRevision(0)
        .setIdentities(facts.identities())
        .setEntity(XdmJson.write(facts.entity()))
        .setProvenance(facts.provenance())
        .setMemberships(List.of())
        .setEvents(facts.events().size())
        .setLastModifiedAt(facts.lastModifiedAt())
        .build();
  }

  /** What is known of a profile's attributes, with where it stands and what of its events. */
  public static Profile of(
      String profileId, Profile known, ProfileState state, List<Membership> memberships) {
    return Profile.newBuilder()
        .setProfileId(profileId)
        .setRevision(state.getRevision())
        .setIdentities(known.getIdentities())
        .setEntity(known.getEntity())
        .setProvenance(known.getProvenance())
        .setMemberships(memberships)
        .setEvents(state.getEvents())
        .setLastModifiedAt(Math.max(known.getLastModifiedAt(), state.getLastEvent()))
        .build();
  }

  /** The end of a profile, which has no identities any more: a tombstone, where it is sent. */
  public static Profile ended(String profileId) {
    return Profile.newBuilder()
        .setProfileId(profileId)
        .setRevision(0)
        .setIdentities(List.of())
        .setEntity("{}")
        .setProvenance(List.of())
        .setMemberships(List.of())
        .setEvents(0)
        .setLastModifiedAt(0)
        .build();
  }

  /** XDM's words for a standing. */
  public static Membership membership(String segmentId, Standing is) {
    return membership(segmentId, is.member(), is.since());
  }

  private static Membership membership(String segmentId, boolean member, long since) {
    return new Membership(
        segmentId, member ? MembershipStatus.realized : MembershipStatus.exited, since);
  }

  private static List<Membership> memberships(Standings standings) {
    List<Membership> memberships = new ArrayList<>();
    standings
        .bySegment()
        .forEach((id, is) -> memberships.add(membership(id, is.member(), is.since())));
    return memberships;
  }
}
