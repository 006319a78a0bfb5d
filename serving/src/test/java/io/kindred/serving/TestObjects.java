/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving;

import io.kindred.avro.Definition;
import io.kindred.avro.Event;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.avro.Provenance;
import io.kindred.avro.SegmentCount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Sarah, who shops at Luma, as the jobs would write her. */
public final class TestObjects {

  public static final String SARAH_ID = "5a7a4";
  public static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

  private TestObjects() {}

  /** Sarah after so many changes; her first name is "Sarah " and the revision. */
  public static Profile sarah(long revision) {
    return Profile.newBuilder()
        .setProfileId(SARAH_ID)
        .setRevision(revision)
        .setIdentities(
            List.of(new IdentityItem("ECID", "111"), new IdentityItem("Email", "sarah@luma.com")))
        .setEntity("{\"person\":{\"name\":{\"firstName\":\"Sarah " + revision + "\"}}}")
        .setProvenance(
            List.of(
                new Provenance(
                    "/person/name/firstName", "crm", "Email:sarah@luma.com", "r1", NOON)))
        .setMemberships(List.of(new Membership("gift-givers", MembershipStatus.realized, NOON)))
        .setEvents(3)
        .setLastModifiedAt(NOON)
        .build();
  }

  /** A page view of the first identity; the others are named in it, too. */
  public static Event event(String id, long timestamp, String... identities) {
    String document =
        "{\"_id\":\"%s\",\"timestamp\":\"%s\",\"eventType\":\"view\"}"
            .formatted(id, Instant.ofEpochMilli(timestamp));
    return Event.newBuilder()
        .setId(id)
        .setTimestamp(timestamp)
        .setEventType("view")
        .setIdentities(Arrays.stream(identities).map(TestObjects::item).toList())
        .setDocument(ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  private static IdentityItem item(String key) {
    int colon = key.indexOf(':');
    return new IdentityItem(key.substring(0, colon), key.substring(colon + 1));
  }

  /** All of an identity up to a moment is deleted. */
  public static PrivacyResult erasure(String identity, long until) {
    return new PrivacyResult("r-" + until, identity, until, SARAH_ID, 1, 0, false, NOON);
  }

  public static IdentityMapping mapping(String identity, String profileId, long revision) {
    return new IdentityMapping(identity, profileId, revision);
  }

  public static SegmentCount count(String segmentId, long members, long revision) {
    return new SegmentCount(segmentId, members, 1L, 2L, 3L, 4L, 5L, 6L, NOON, revision, 1.0);
  }

  public static Definition segment(String id, String name, String pql) {
    return new Definition(
        "segment",
        id,
        """
        {"name": "%s", "expression": {"type": "PQL", "format": "pql/text", "value": "%s"}}\
        """
            .formatted(name, pql));
  }
}
