/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.stitching;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.TestObjects;
import io.kindred.avro.CutFact;
import io.kindred.avro.IdentityCause;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Identity;
import io.kindred.identity.Link;
import io.kindred.identity.ProfileId;
import io.kindred.identity.flink.GossipPace;
import io.kindred.identity.flink.ResolverSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class StitchingTest {

  private static final String BOUGHT_THIS_WEEK =
      """
      {"name": "bought this week",
       "expression": {"type": "PQL", "format": "pql/text",
         "value": "xEvent[eventType = 'buy' and timestamp occurs <= 7 days before now]"}}
      """;
  private static final DefinitionUpdate BUYERS =
      new DefinitionUpdate(DefinitionKind.SEGMENT, "buyers", BOUGHT_THIS_WEEK, 2);

  @Test
  void twoIdentitiesSeenTogetherAreOneProfile() throws Exception {
    try (StitchingRig rig = rig(List.of())) {
      rig.event(TestObjects.event("e1", TestObjects.NOON, "view", TestObjects.SARAH_LAPTOP));
      rig.event(
          TestObjects.event(
              "e2", TestObjects.NOON + 1, "login", TestObjects.SARAH, TestObjects.SARAH_LAPTOP));
      rig.gossipUntilQuiet();

      assertThat(rig.published()).hasSize(1);
      Profile profile = rig.published().values().iterator().next();
      assertThat(profile.getIdentities()).hasSize(2);
      assertThat(profile.getEvents()).isEqualTo(2);
    }
  }

  @Test
  void aCutTakesThemApartAndTheStateOfTheOneEnds() throws Exception {
    try (StitchingRig rig = rig(List.of(BUYERS))) {
      rig.event(TestObjects.event("e1", TestObjects.NOON, "buy", TestObjects.SARAH_LAPTOP));
      rig.event(
          TestObjects.event(
              "e2", TestObjects.NOON + 1, "login", TestObjects.SARAH, TestObjects.SARAH_LAPTOP));
      rig.gossipUntilQuiet();
      Link wrong = Link.between(TestObjects.SARAH, TestObjects.SARAH_LAPTOP);

      rig.cut(new CutFact(wrong.a(), wrong.b(), "c", 1L, TestObjects.NOON + 1));
      rig.gossipUntilQuiet();

      assertThat(rig.published()).hasSize(2);
      assertThat(rig.members()).containsEntry("buyers", 1L);
    }
  }

  @Test
  void aCutNamesIdentitiesAsTheyCame() throws Exception {
    DefinitionUpdate lowerCase =
        new DefinitionUpdate(
            DefinitionKind.IDENTITY_SETTINGS,
            DefinitionKind.DEFAULT_ID,
            "{\"namespaces\": [{\"namespace\": \"Email\", \"normalize\": [\"lower-case\"]}]}",
            1);
    Identity email = new Identity("Email", "sarah@luma.example");
    try (StitchingRig rig = rig(List.of(lowerCase))) {
      rig.event(
          TestObjects.event("e1", TestObjects.NOON, "login", email, TestObjects.SARAH_LAPTOP));
      rig.gossipUntilQuiet();
      String shouted = "Email:SARAH@luma.example";

      rig.cut(new CutFact(shouted, TestObjects.SARAH_LAPTOP.key(), "c", 1L, TestObjects.NOON));
      rig.cut(new CutFact(shouted, email.key(), "c", 1L, TestObjects.NOON));
      rig.gossipUntilQuiet();

      assertThat(rig.published()).hasSize(2);
      assertThat(rig.identityMap()).doesNotContainKey(shouted);
    }
  }

  @Test
  void aMoveIsToldWithTheLinkAndTheRuleBehindIt() throws Exception {
    try (StitchingRig rig = rig(List.of())) {
      String laptop = TestObjects.SARAH_LAPTOP.key();
      String sarah = TestObjects.SARAH.key();
      Link link = Link.between(laptop, sarah);
      rig.event(TestObjects.event("e1", TestObjects.NOON, "view", TestObjects.SARAH_LAPTOP));
      assertThat(rig.changes()).isEmpty();

      rig.event(
          TestObjects.event(
              "e2", TestObjects.NOON + 1, "login", TestObjects.SARAH, TestObjects.SARAH_LAPTOP));
      rig.gossipUntilQuiet();

      String together = ProfileId.of(link.a());
      IdentityChange merge = rig.changes().get(rig.changes().size() - 1);
      assertThat(merge.getIdentity()).isEqualTo(link.b());
      assertThat(merge.getToProfileId()).isEqualTo(together);
      assertThat(merge.getCause())
          .isEqualTo(new IdentityCause(link.a(), link.b(), "KEPT", "", TestObjects.NOON + 1));

      rig.cut(new CutFact(link.a(), link.b(), "c", 1L, TestObjects.NOON + 2));
      rig.gossipUntilQuiet();

      IdentityChange split = rig.changes().get(rig.changes().size() - 1);
      assertThat(split.getIdentity()).isEqualTo(link.b());
      assertThat(split.getFromProfileId()).isEqualTo(together);
      assertThat(split.getToProfileId()).isEqualTo(ProfileId.of(link.b()));
      assertThat(split.getCause())
          .isEqualTo(new IdentityCause(link.a(), link.b(), "CUT", "", TestObjects.NOON + 2));
      assertThat(rig.component(sarah)).isSameAs(rig.component(laptop));
      assertThat(rig.component(sarah).getClusters()).hasSize(2);
    }
  }

  @Test
  void aMappingOfAnAttemptThatWasRolledBackIsPutRight() throws Exception {
    for (int device = 0; device < 8; device++) { // some of which outrank her
      Identity laptop = TestObjects.ecid(device);
      Link link = Link.between(TestObjects.SARAH_LOYALTY, laptop);
      CutFact cut = new CutFact(link.a(), link.b(), "c", 1L, TestObjects.NOON);
      var login =
          TestObjects.event("e", TestObjects.NOON, "login", TestObjects.SARAH_LOYALTY, laptop);
      try (StitchingRig rig = rig(List.of())) {
        rig.event(TestObjects.event("s", TestObjects.NOON, "view", TestObjects.SARAH_LOYALTY));
        rig.event(TestObjects.event("l", TestObjects.NOON, "view", laptop));
        StitchingRig.Snapshot snapshot = rig.snapshot();
        rig.event(login);
        rig.gossipUntilQuiet();
        assertThat(rig.identityMap()).containsEntry(link.b(), ProfileId.of(link.a()));

        rig.crashTo(snapshot);
        rig.cut(cut);
        rig.gossipUntilQuiet();
        rig.event(login);
        rig.gossipUntilQuiet();

        assertThat(rig.identityMap())
            .containsEntry(link.a(), ProfileId.of(link.a()))
            .containsEntry(link.b(), ProfileId.of(link.b()));
      }
    }
  }

  @Test
  void aWindowEndsWhenNothingHappens() throws Exception {
    try (StitchingRig rig = rig(List.of(BUYERS))) {
      rig.event(TestObjects.event("e1", TestObjects.NOON, "buy", TestObjects.SARAH));
      assertThat(membership(rig).getStatus()).isEqualTo(MembershipStatus.realized);

      rig.watermark(TestObjects.NOON + 7 * TestObjects.DAY);
      assertThat(membership(rig).getStatus()).isEqualTo(MembershipStatus.realized);

      rig.watermark(TestObjects.NOON + 7 * TestObjects.DAY + 1);
      assertThat(membership(rig).getStatus()).isEqualTo(MembershipStatus.exited);
      assertThat(membership(rig).getLastQualificationTime())
          .isEqualTo(TestObjects.NOON + 7 * TestObjects.DAY + 1);
      assertThat(rig.profileTimers()).isZero();
    }
  }

  @Test
  void aNewSegmentIsEvaluatedOverProfilesThatReceiveNothing() throws Exception {
    try (StitchingRig rig = rig(List.of())) {
      rig.event(TestObjects.event("e1", TestObjects.NOON, "buy", TestObjects.SARAH));

      rig.define(BUYERS);

      assertThat(membership(rig).getStatus()).isEqualTo(MembershipStatus.realized);
      rig.watermark(TestObjects.NOON + 7 * TestObjects.DAY + 1);
      assertThat(membership(rig).getStatus()).isEqualTo(MembershipStatus.exited);
    }
  }

  @Test
  void aWithdrawnSegmentLetsEverybodyGo() throws Exception {
    try (StitchingRig rig = rig(List.of(BUYERS))) {
      rig.event(TestObjects.event("e1", TestObjects.NOON, "buy", TestObjects.SARAH));

      rig.define(new DefinitionUpdate(DefinitionKind.SEGMENT, "buyers", "", 3));

      assertThat(rig.members()).containsEntry("buyers", 0L);
      assertThat(rig.published().values().iterator().next().getMemberships()).isEmpty();
    }
  }

  @Test
  void theSameEventTwiceIsOne() throws Exception {
    try (StitchingRig rig = rig(List.of())) {
      var event = TestObjects.event("e1", TestObjects.NOON, "buy", TestObjects.SARAH);
      rig.event(event);
      rig.event(event);

      assertThat(rig.published().values().iterator().next().getEvents()).isEqualTo(1);
    }
  }

  @Test
  void aLargeFragmentTravelsInChunksAndArrivesWhole() throws Exception {
    try (StitchingRig rig = rig(List.of())) {
      for (int i = 0; i < 450; i++) {
        rig.event(
            TestObjects.event("e" + i, TestObjects.NOON + i, "view", TestObjects.SARAH_LAPTOP));
      }
      rig.event(
          TestObjects.event(
              "login", TestObjects.NOON, "login", TestObjects.SARAH, TestObjects.SARAH_LAPTOP));
      rig.gossipUntilQuiet();

      assertThat(rig.published()).hasSize(1);
      assertThat(rig.published().values().iterator().next().getEvents()).isEqualTo(451);
    }
  }

  @Test
  void oldEventsAreForgottenInEventTimeAndAlsoByTheProfile() throws Exception {
    ResolverSettings week =
        new ResolverSettings(GossipPace.AT_ONCE, 5_000, 7 * TestObjects.DAY, 16);
    try (StitchingRig rig = new StitchingRig(List.of(), week)) {
      rig.event(TestObjects.event("old", TestObjects.NOON, "view", TestObjects.SARAH));
      rig.event(
          TestObjects.event("new", TestObjects.NOON + TestObjects.DAY, "view", TestObjects.SARAH));

      rig.watermark(TestObjects.NOON + 7 * TestObjects.DAY + 1);

      assertThat(rig.published().values().iterator().next().getEvents()).isEqualTo(1);
    }
  }

  @Test
  void theNewestEventsAreKeptWhereThereAreTooMany() throws Exception {
    ResolverSettings ten = new ResolverSettings(GossipPace.AT_ONCE, 10, Long.MAX_VALUE / 4, 16);
    try (StitchingRig rig = new StitchingRig(List.of(), ten)) {
      for (int i = 0; i < 12; i++) {
        rig.event(TestObjects.event("e" + i, TestObjects.NOON + i, "view", TestObjects.SARAH));
      }

      assertThat(rig.published().values().iterator().next().getEvents()).isEqualTo(10);
    }
  }

  @Test
  void aProfileWithoutFragmentsHoldsNoStateAndNoTimer() throws Exception {
    try (StitchingRig rig = rig(List.of(BUYERS))) {
      rig.event(TestObjects.event("e1", TestObjects.NOON, "buy", TestObjects.SARAH_LAPTOP));
      int ofOneProfile = rig.profileStateEntries();
      rig.event(
          TestObjects.event(
              "e2", TestObjects.NOON - 1, "login", TestObjects.SARAH, TestObjects.SARAH_LAPTOP));
      rig.gossipUntilQuiet();

      assertThat(rig.published()).hasSize(1);
      assertThat(rig.profileStateEntries()).isEqualTo(ofOneProfile);
      assertThat(rig.profileTimers()).isEqualTo(1);
    }
  }

  private static Membership membership(StitchingRig rig) {
    return rig.published().values().iterator().next().getMemberships().get(0);
  }

  private static StitchingRig rig(List<DefinitionUpdate> definitions) throws Exception {
    return new StitchingRig(definitions, StitchingRig.RESOLVER);
  }
}
