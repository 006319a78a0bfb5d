/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.kindred.TestObjects;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipReason;
import io.kindred.avro.MembershipStatus;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Identity;
import java.util.List;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

class ProfileOperatorTest {

  private static final long PERIOD = 200;
  private static final int SLICE = 2;
  private static final int RULES_MAX = 2;
  private static final ProfileSettings SETTINGS =
      new ProfileSettings(0, 16, PERIOD, new BackFill.Pace(SLICE, 1), RULES_MAX, Long.MIN_VALUE);
  private static final String BUYERS =
      "xEvent[eventType = 'buy' and timestamp occurs <= 7 days before now]";

  private static ProfileRig rig(DefinitionUpdate... atStart) throws Exception {
    ProfileRig rig = new ProfileRig(List.of(atStart), SETTINGS, new HashMapStateBackend());
    rig.watermark(TestObjects.NOON);
    return rig;
  }

  private static DefinitionUpdate buyers(String state, long version) {
    return ProfileRig.segment("buyers", BUYERS, state, version);
  }

  private static FragmentChange buys(int person) {
    Identity identity = TestObjects.ecid(person);
    Event event = TestObjects.event("e" + person, TestObjects.NOON, "buy", identity);
    return FragmentChange.newBuilder()
        .setProfileId("p" + person)
        .setKind(FragmentChangeKind.ADD)
        .setIdentity(identity.key())
        .setEvents(List.of(event))
        .build();
  }

  /** As {@code p0} to {@code p4}. */
  private static void fiveBuy(ProfileRig rig) throws Exception {
    for (int i = 0; i < 5; i++) {
      rig.apply(buys(i));
    }
  }

  /** As many as five profiles need. */
  private static void letSlicesPass(ProfileRig rig, long from) throws Exception {
    for (int i = 0; i <= 3; i++) {
      rig.processingTime(from + i);
    }
  }

  private static long members(ProfileRig rig, int persons) {
    long members = 0;
    for (int i = 0; i < persons; i++) {
      members += rig.audience("p" + i).size();
    }
    return members;
  }

  @Test
  void aWindowEndsOnTime() throws Exception {
    try (ProfileRig rig = rig(buyers("active", 1))) {
      rig.apply(buys(1));
      long end = TestObjects.NOON + 7 * TestObjects.DAY + 1;
      rig.watermark(end - 1);
      rig.changes();
      rig.restart();

      rig.watermark(end);

      assertThat(rig.changes())
          .extracting(MembershipChange::getMembership, MembershipChange::getReason)
          .containsExactly(
              tuple(new Membership("buyers", MembershipStatus.exited, end), MembershipReason.TIME));
    }
  }

  @Test
  void aNewSegmentReachesProfilesInSlices() throws Exception {
    try (ProfileRig rig = rig()) {
      fiveBuy(rig);

      rig.define(buyers("active", 1));
      assertThat(members(rig, 5)).as("before the definitions' period ends").isZero();
      rig.processingTime(PERIOD);
      assertThat(members(rig, 5)).isEqualTo(SLICE);
      rig.processingTime(PERIOD + 1);
      assertThat(members(rig, 5)).isEqualTo(2 * SLICE);
      rig.processingTime(PERIOD + 2);
      assertThat(members(rig, 5)).isEqualTo(5);
      assertThat(rig.changes())
          .extracting(MembershipChange::getReason)
          .containsOnly(MembershipReason.DEFINITION);
    }
  }

  @Test
  void aNewSegmentTellsHowFarItIs() throws Exception {
    try (ProfileRig rig = rig(buyers("active", 1))) {
      fiveBuy(rig);
      rig.define(ProfileRig.segment("new", "xEvent.count() > 0", "active", 2));
      letSlicesPass(rig, PERIOD);

      assertThat(rig.fills()).allMatch(fill -> fill.getSegmentId().equals("new"));
      assertThat(rig.fills()).first().matches(fill -> fill.getShare() < 1);
      assertThat(rig.fills()).last().matches(fill -> fill.getShare() == 1);
    }
  }

  @Test
  void aBackFillGoesOnAfterARestart() throws Exception {
    try (ProfileRig rig = rig()) {
      fiveBuy(rig);
      rig.define(buyers("active", 1));
      rig.processingTime(PERIOD);

      rig.restart();
      letSlicesPass(rig, 2 * PERIOD);

      assertThat(members(rig, 5)).isEqualTo(5);
    }
  }

  @Test
  void aSegmentThatIsGoneIsStillKnownByNameToWhoWasInIt() throws Exception {
    try (ProfileRig rig =
        rig(buyers("active", 1), ProfileRig.segment("a", "xEvent.count() > 0", "active", 2))) {
      fiveBuy(rig);
      rig.define(ProfileRig.segment("a", "xEvent.count() > 0", "paused", 3));
      rig.processingTime(PERIOD);
      rig.restart(); // two have been brought along, and three stand under the numbers from before
      rig.changes();

      letSlicesPass(rig, 2 * PERIOD);

      assertThat(rig.changes())
          .extracting(change -> change.getMembership().getSegmentId())
          .containsExactly("a", "a", "a");
      assertThat(members(rig, 5)).isEqualTo(5);
    }
  }

  @Test
  void whatNobodyIsInIsNoNewsOfAProfile() throws Exception {
    try (ProfileRig rig = rig(buyers("active", 1))) {
      fiveBuy(rig);
      long revision = rig.published().get("p4").getRevision();

      rig.define(ProfileRig.segment("new", "xEvent.count() > 10", "active", 2));
      letSlicesPass(rig, PERIOD);

      assertThat(rig.fills()).last().matches(fill -> fill.getShare() == 1);
      assertThat(rig.published().get("p4").getRevision()).isEqualTo(revision);
    }
  }

  @Test
  void changesBeyondTheMostWaitForTheEndOfABackFill() throws Exception {
    ProfileSettings slow =
        new ProfileSettings(0, 16, 0, new BackFill.Pace(1, 1), RULES_MAX, Long.MIN_VALUE);
    try (ProfileRig rig = new ProfileRig(List.of(), slow, new HashMapStateBackend())) {
      rig.watermark(TestObjects.NOON);
      fiveBuy(rig);
      for (String id : List.of("a", "b", "c")) {
        rig.define(ProfileRig.segment(id, "xEvent.count() > 0", "active", 2));
      }
      rig.apply(buys(9));
      assertThat(rig.audience("p9")).containsOnlyKeys("a", "b");

      for (int i = 1; i < 20; i++) {
        rig.processingTime(i);
      }

      assertThat(rig.audience("p9")).containsOnlyKeys("a", "b", "c");
      assertThat(members(rig, 5)).isEqualTo(15);
    }
  }

  @Test
  void whatIsFollowedIsNotGoneThroughAgain() throws Exception {
    try (ProfileRig rig = rig(buyers("active", 1))) {
      fiveBuy(rig);
      rig.restart();
      int entries = rig.stateEntries();
      rig.changes();

      rig.processingTime(2 * PERIOD);

      assertThat(rig.changes()).isEmpty();
      assertThat(rig.stateEntries()).isEqualTo(entries);
    }
  }

  @Test
  void aPausedSegmentHasNoMembers() throws Exception {
    try (ProfileRig rig = rig(buyers("active", 1))) {
      rig.apply(buys(1));
      rig.changes();

      rig.define(buyers("paused", 2));
      rig.processingTime(PERIOD);
      assertThat(rig.audience("p1")).isEmpty();
      assertThat(rig.changes()).extracting(MembershipChange::getCrossing).containsExactly(-1);

      rig.define(buyers("active", 3));
      rig.processingTime(2 * PERIOD);
      assertThat(rig.audience("p1")).containsEntry("buyers", TestObjects.NOON);
    }
  }

  @Test
  void aProfileThatEndsLeavesNothingBehind() throws Exception {
    try (ProfileRig rig = rig(buyers("active", 1))) {
      rig.apply(buys(1));

      rig.apply(
          FragmentChange.newBuilder()
              .setProfileId("p1")
              .setKind(FragmentChangeKind.LEAVE)
              .setIdentity(TestObjects.ecid(1).key())
              .build());

      assertThat(rig.stateEntries()).isZero();
      assertThat(rig.published()).isEmpty();
    }
  }
}
