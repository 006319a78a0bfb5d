/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.stitching;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.TestObjects;
import io.kindred.avro.CutFact;
import io.kindred.avro.JourneyReason;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyTouch;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Cuts;
import io.kindred.identity.Identity;
import io.kindred.identity.Link;
import io.kindred.journey.Journey;
import io.kindred.journey.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journeys follow identity: what a late stitch, a cut, time and definitions restate, and why. */
class JourneyStitchingTest {

  private static final Identity PHONE = TestObjects.ecid(1);
  private static final Identity LAPTOP = TestObjects.ecid(2);
  private static final Identity STRANGER = TestObjects.ecid(3);
  private static final Identity SARAH = new Identity("CRMID", "sarah");
  private static final List<DefinitionUpdate> DEFINITIONS =
      List.of(
          JourneyWorld.touchpoint("mail", "open", 1),
          JourneyWorld.touchpoint("search", "click", 2),
          JourneyWorld.conversion("purchase", "buy", 3),
          JourneyWorld.settings(4));

  private StitchingRig rig;
  private int events;

  @BeforeEach
  void open() throws Exception {
    rig = new StitchingRig(DEFINITIONS, StitchingRig.RESOLVER);
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void aLateStitchRestatesTheJourneysOfTheDevicesAndNoOthers() throws Exception {
    twoDevicesAndAStranger();
    int before = rig.revisions().size();

    event(4, "login", SARAH, PHONE);
    event(4, "login", SARAH, LAPTOP);

    assertThat(restated(before)).containsExactly("purchase/" + day(3) + "/e3");
    assertThat(journey("purchase/" + day(3) + "/e3")).containsExactly("mail", "search");
    assertThat(journey("purchase/" + day(3) + "/e4")).containsExactly("search");
    assertThat(rig.revisions().subList(before, rig.revisions().size()))
        .filteredOn(word -> word.getJourney() != null)
        .extracting(JourneyRevision::getReason)
        .containsOnly(JourneyReason.MERGE);
  }

  @Test
  void aCutRestatesThemBack() throws Exception {
    twoDevicesAndAStranger();
    event(4, "login", SARAH, PHONE);
    event(4, "login", SARAH, LAPTOP);
    int before = rig.revisions().size();

    Link link = Link.between(SARAH, PHONE);
    rig.cut(new CutFact(link.a(), link.b(), "not hers", 1L, Cuts.FOREVER));
    rig.gossipUntilQuiet();

    assertThat(restated(before)).containsExactly("purchase/" + day(3) + "/e3");
    assertThat(journey("purchase/" + day(3) + "/e3")).containsExactly("search");
  }

  @Test
  void aTouchThatComesLateRevisesTheJourney() throws Exception {
    event(2, "click", LAPTOP);
    event(3, "buy", LAPTOP);

    event(1, "open", LAPTOP);

    assertThat(rig.revisions())
        .extracting(JourneyStitchingTest::channels)
        .containsExactly(List.of("search"), List.of("mail", "search"));
    assertThat(rig.revisions())
        .extracting(JourneyRevision::getReason)
        .containsOnly(JourneyReason.EVENT);
  }

  @Test
  void anEventThatIsNeitherTouchNorConversionLeavesNoState() throws Exception {
    event(1, "open", LAPTOP);
    int with = rig.profileStateEntries();

    event(2, "page", LAPTOP);

    assertThat(rig.profileStateEntries()).as("no map more").isEqualTo(with);
    assertThat(rig.revisions()).isEmpty();
  }

  @Test
  void aTimeoutTellsThatItLedToNone_andAConversionTakesItBack() throws Exception {
    event(1, "open", LAPTOP);
    rig.watermark(day(2));
    assertThat(rig.revisions()).isEmpty();

    rig.watermark(day(3) + 1);
    rig.settle();
    event(4, "buy", LAPTOP);
    rig.settle();

    assertThat(rig.revisions())
        .extracting(JourneyRevision::getReason)
        .containsExactly(JourneyReason.TIME, JourneyReason.EVENT, JourneyReason.EVENT);
    assertThat(rig.journeys(new Random(1)).values())
        .singleElement()
        .satisfies(journey -> assertThat(journey.converted()).isTrue());
  }

  @Test
  void aDefinitionThatChangesRetellsTheJourneysOfAllProfiles() throws Exception {
    twoDevicesAndAStranger();
    int before = rig.revisions().size();

    rig.define(new DefinitionUpdate(DefinitionKind.TOUCHPOINT, "search", "", 5));
    rig.settle();

    assertThat(restated(before))
        .containsExactly("purchase/" + day(3) + "/e3", "purchase/" + day(3) + "/e4");
    assertThat(rig.revisions().subList(before, rig.revisions().size()))
        .extracting(JourneyRevision::getReason)
        .containsOnly(JourneyReason.DEFINITION);
    assertThat(journey("purchase/" + day(3) + "/e3")).isEmpty();
  }

  @Test
  void aDefinitionReachesProfilesInSlices_theOneThatIsTouchedAtOnce() throws Exception {
    for (int device = 10; device < 16; device++) {
      event(1, "banner", TestObjects.ecid(device));
      event(3, "buy", TestObjects.ecid(device));
    }
    int before = rig.revisions().size();

    rig.define(JourneyWorld.touchpoint("display", "banner", 5));
    List<String> first = told(before);
    for (int device = 10; device < 16; device++) {
      event(2, "click", TestObjects.ecid(device));
    }

    assertThat(first).containsOnly("display").hasSizeBetween(1, 5);
    assertThat(rig.journeys(new Random(1)).values())
        .hasSize(6)
        .extracting(journey -> journey.touches().stream().map(Touch::channel).toList())
        .containsOnly(List.of("display", "search"));
  }

  @Test
  void aDefinitionReachesTheOthersAfterARestore_alsoThoseWithoutAJourney() throws Exception {
    for (int device = 10; device < 16; device++) {
      event(1, "banner", TestObjects.ecid(device));
    }
    rig.define(JourneyWorld.touchpoint("display", "banner", 5));
    rig.crashTo(rig.snapshot());
    rig.settle();

    rig.watermark(day(4));
    rig.settle();

    assertThat(rig.journeys(new Random(1)).values())
        .hasSize(6)
        .extracting(journey -> journey.touches().stream().map(Touch::channel).toList())
        .containsOnly(List.of("display"));
  }

  @Test
  void aTimeoutBeforeItsProfileFollowsTellsNothingOfTheOldDefinitions() throws Exception {
    for (int device = 10; device < 16; device++) {
      event(1, "open", TestObjects.ecid(device));
    }
    rig.define(new DefinitionUpdate(DefinitionKind.TOUCHPOINT, "mail", "", 5));

    rig.watermark(day(4));
    rig.settle();

    assertThat(rig.revisions()).isEmpty();
  }

  @Test
  void whatOnlyALostAttemptTookForAJourneyToNoneIsNeverTold() throws Exception {
    StitchingRig.Snapshot before = rig.snapshot();
    event(2, "click", LAPTOP);
    rig.watermark(day(5));

    rig.crashTo(before);
    event(1, "open", LAPTOP);
    event(2, "click", LAPTOP);
    rig.watermark(day(5));
    rig.settle();

    assertThat(rig.revisions())
        .extracting(JourneyStitchingTest::channels)
        .containsExactly(List.of("mail", "search"));
  }

  @Test
  void whatACheckpointHoldsIsToldAfterARestore() throws Exception {
    event(1, "open", LAPTOP);
    rig.watermark(day(5));
    StitchingRig.Snapshot timedOut = rig.snapshot();
    int told = rig.revisions().size();

    rig.crashTo(timedOut);
    rig.settle();

    assertThat(rig.revisions()).hasSize(2 * told).hasSize(2);
    assertThat(rig.revisions().get(0)).isEqualTo(rig.revisions().get(1));
  }

  @Test
  void aRestoredProfileGoesOnWithItsJourneys() throws Exception {
    event(1, "open", LAPTOP);
    event(3, "buy", LAPTOP);
    StitchingRig.Snapshot snapshot = rig.snapshot();
    int before = rig.revisions().size();

    rig.crashTo(snapshot);
    event(5, "page", LAPTOP);
    event(2, "click", LAPTOP);

    assertThat(rig.revisions().subList(before, rig.revisions().size()))
        .extracting(JourneyStitchingTest::channels)
        .containsExactly(List.of("mail", "search"));
  }

  @Test
  void journeysAreForgottenWithTimeAndNotTakenBack() throws Exception {
    event(0, "page", LAPTOP);
    int entries = rig.profileStateEntries();
    int timers = rig.profileTimers();
    event(1, "open", LAPTOP);
    event(3, "buy", LAPTOP);
    int told = rig.revisions().size();

    rig.watermark(day(120));

    assertThat(rig.revisions()).hasSize(told);
    assertThat(rig.profileStateEntries()).as("no map more").isEqualTo(entries);
    assertThat(rig.profileTimers()).isEqualTo(timers);
  }

  private void twoDevicesAndAStranger() throws Exception {
    event(1, "open", PHONE);
    event(2, "click", LAPTOP);
    event(2, "click", STRANGER);
    event(3, "buy", LAPTOP);
    event(3, "buy", STRANGER);
  }

  private void event(long day, String type, Identity... identities) throws Exception {
    rig.event(TestObjects.event("e" + events++, day(day), type, identities));
    rig.gossipUntilQuiet();
  }

  private static long day(long day) {
    return TestObjects.NOON + day * TestObjects.DAY;
  }

  /** The journeys that are others than they were before a moment. */
  private List<String> restated(int before) {
    List<String> restated = new ArrayList<>();
    List<JourneyRevision> all = rig.revisions();
    for (JourneyRevision word : all.subList(before, all.size())) {
      if (word.getId().startsWith("purchase/none") || restated.contains(word.getId())) {
        continue;
      }
      restated.add(word.getId());
    }
    return restated.stream().sorted().toList();
  }

  /** The channels that were told of since a moment. */
  private List<String> told(int before) {
    return rig.revisions().subList(before, rig.revisions().size()).stream()
        .flatMap(word -> channels(word).stream())
        .toList();
  }

  private List<String> journey(String id) {
    Journey journey = rig.journeys(new Random(1)).get(id);
    return journey.touches().stream().map(Touch::channel).toList();
  }

  private static List<String> channels(JourneyRevision word) {
    return word.getJourney() == null
        ? List.of()
        : word.getJourney().getTouches().stream().map(JourneyTouch::getChannel).toList();
  }
}
