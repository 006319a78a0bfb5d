/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import static io.kindred.TestObjects.CRM;
import static io.kindred.TestObjects.NOON;
import static io.kindred.TestObjects.SARAH;
import static io.kindred.TestObjects.SARAH_LAPTOP;
import static io.kindred.TestObjects.SARAH_PHONE;
import static io.kindred.TestObjects.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.segment.Timeline.Standing;
import io.kindred.segment.Timeline.Standings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileDocumentTest {

  private static final Standings STANDINGS =
      new Standings(
          new TreeMap<>(
              Map.of("vip", new Standing(true, NOON), "lapsed", new Standing(false, NOON + 5))),
          NOON,
          Long.MAX_VALUE);

  @Test
  void of_holdsAllThatIsPublished() {
    Profile profile = ProfileDocument.of("p1", 3, facts(), STANDINGS);

    assertThat(profile.getRevision()).isEqualTo(3);
    assertThat(profile.getIdentities())
        .containsExactly(SARAH.toItem(), SARAH_LAPTOP.toItem(), SARAH_PHONE.toItem());
    assertThat(profile.getEntity()).isEqualTo("{\"a\":{\"b\":1.50}}");
    assertThat(profile.getProvenance()).hasSize(1);
    assertThat(profile.getEvents()).isEqualTo(1);
    assertThat(profile.getLastModifiedAt()).isEqualTo(NOON);
    assertThat(profile.getMemberships())
        .containsExactly(
            new Membership("lapsed", MembershipStatus.exited, NOON + 5),
            new Membership("vip", MembershipStatus.realized, NOON));
  }

  @Test
  void json_isXdmAndSorted() {
    assertThat(ProfileJson.of(ProfileDocument.of("p1", 3, facts(), STANDINGS)))
        .hasToString(
            "{\"profileId\":\"p1\",\"identityMap\":{\"CRMID\":[{\"id\":\"sarah\"}],\"ECID\":["
                + "{\"id\":\"00000000000000000000000000000000000001\"},"
                + "{\"id\":\"00000000000000000000000000000000000002\"}]},"
                + "\"entity\":{\"a\":{\"b\":1.50}},"
                + "\"segmentMembership\":{\"ups\":{"
                + "\"lapsed\":{\"status\":\"exited\","
                + "\"lastQualificationTime\":\"2026-06-01T12:00:00.005Z\"},"
                + "\"vip\":{\"status\":\"realized\","
                + "\"lastQualificationTime\":\"2026-06-01T12:00:00Z\"}}}}");
  }

  private static ProfileFacts facts() {
    return new ProfileFacts(
        Map.of(
            SARAH.key(),
            List.of(new AttributeVersion("/a/b", "1.50", NOON - 9, CRM, "")),
            SARAH_PHONE.key(),
            List.of(),
            SARAH_LAPTOP.key(),
            List.of()),
        List.of(event("e1", NOON, "web.view", SARAH)),
        MergePolicy.DEFAULT);
  }
}
