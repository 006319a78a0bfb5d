/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.ChannelCost;
import io.kindred.avro.ContributionIntervals;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.avro.CrowdFact;
import io.kindred.avro.CutFact;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Definition;
import io.kindred.avro.ErasureFact;
import io.kindred.avro.Event;
import io.kindred.avro.Facts;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityCause;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityCluster;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyReason;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyTouch;
import io.kindred.avro.LinkFact;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MembershipReason;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.avro.Provenance;
import io.kindred.avro.Record;
import io.kindred.avro.Restatement;
import io.kindred.avro.SegmentCount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicTest {

  private static final long TEN = 1_767_261_600_000L;
  private static final IdentityItem DEVICE = new IdentityItem("ECID", "38:21");
  private static final IdentityItem SARAH = new IdentityItem("Email", "sarah@luma.example");
  private static final IdentityCause CAUSE =
      new IdentityCause("ECID:38:21", "Email:sarah@luma.example", "KEPT", "", TEN);
  private static final List<IdentityItem> BOTH = List.of(DEVICE, SARAH);
  private static final Membership GIFT_GIVER =
      new Membership("gift-givers", MembershipStatus.realized, TEN);

  /** A topic, a value that may stand in it, and the key and name it then has. */
  record Case<V>(Topic<V> topic, V value, String name, String key) {
    V thereAndBack() {
      return topic.decode(topic.encode(value));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case<?>> cases() {
    return Stream.concat(casesOfFacts(), casesOfProfiles());
  }

  private static Stream<Case<?>> casesOfFacts() {
    return Stream.of(
        new Case<>(Topic.XDM_EVENTS, new byte[] {1, 2}, "xdm-events", "xdm-events"),
        new Case<>(Topic.XDM_RECORDS, new byte[] {3}, "xdm-records", "xdm-records"),
        new Case<>(
            Topic.DEFINITIONS,
            new Definition("segment", "gift-givers", "{}"),
            "definitions",
            "segment/gift-givers"),
        new Case<>(
            Topic.PRIVACY_REQUESTS,
            new PrivacyRequest("r1", "ECID:38:21", true, TEN),
            "privacy-requests",
            "ECID:38:21"),
        new Case<>(
            Topic.EVENTS,
            new Event("e1", TEN, "commerce.purchases", "web", BOTH, 1, document()),
            "events",
            "Email:sarah@luma.example"),
        new Case<>(
            Topic.RECORDS,
            new Record("r1", TEN, "crm", BOTH, 0, document()),
            "records",
            "ECID:38:21"),
        new Case<>(
            Topic.DEAD_LETTERS,
            new DeadLetter("xdm-events", 3, 14L, null, "no _id", "/_id", document(), 2L),
            "dead-letters",
            "xdm-events"),
        new Case<>(Topic.IDENTITY_GOSSIP, gossip(), "identity-gossip", "ECID:38:21"),
        new Case<>(
            Topic.IDENTITY_MAP,
            new IdentityMapping("ECID:38:21", "p-sarah", 2L),
            "identity-map",
            "ECID:38:21"),
        new Case<>(Topic.IDENTITY_COMPONENTS, component(), "identity-components", "ECID:38:21"),
        new Case<>(
            Topic.IDENTITY_CHANGES,
            new IdentityChange("ECID:38:21", "p-tablet", "p-sarah", 1L, 0L, 1L, 0L, CAUSE),
            "identity-changes",
            "ECID:38:21"));
  }

  private static Stream<Case<?>> casesOfProfiles() {
    return Stream.of(
        new Case<>(Topic.PROFILES, profile(), "profiles", "p-sarah"),
        new Case<>(
            Topic.MEMBERSHIPS,
            new MembershipChange("p-sarah", GIFT_GIVER, MembershipReason.EVENT, 1, 5L),
            "memberships",
            "p-sarah"),
        new Case<>(
            Topic.SEGMENT_COUNTS,
            new SegmentCount("gift-givers", 9L, 1L, 0L, 3L, 1L, 9L, 2L, TEN, 4L, 0.5),
            "segment-counts",
            "gift-givers"),
        new Case<>(Topic.JOURNEYS, journey(), "journeys", "purchase/12/e1"),
        new Case<>(
            Topic.CONTRIBUTIONS,
            contribution(),
            "contributions",
            "hour@2026-01-01T10:00:00Z/purchase/linear/EUR"),
        new Case<>(
            Topic.PRIVACY_RESULTS,
            new PrivacyResult("r1", "ECID:38:21", TEN, "p-sarah", 3, 2, false, TEN),
            "privacy-results",
            "ECID:38:21"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void topic_hasItsNameAndKey(Case<?> is) {
    assertThat(is.topic().name()).isEqualTo(is.name());
    assertThat(is.topic().in("luma")).isEqualTo("luma." + is.name());
    assertThat(keyOf(is)).isEqualTo(is.key());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void topic_carriesItsValueThereAndBack(Case<?> is) {
    assertThat((Object) is.thereAndBack()).isEqualTo(is.value());
  }

  @Test
  void cases_leaveNoTopicOut() {
    assertThat(cases().<Topic<?>>map(Case::topic).toList()).isEqualTo(Topic.ALL);
  }

  @Test
  void compacted_areTheTopicsWhoseLastValueIsTheState() {
    assertThat(Topic.ALL.stream().filter(topic -> topic.cleanup() == Topic.Cleanup.COMPACT))
        .containsExactly(
            Topic.DEFINITIONS,
            Topic.IDENTITY_MAP,
            Topic.IDENTITY_COMPONENTS,
            Topic.PROFILES,
            Topic.SEGMENT_COUNTS,
            Topic.CONTRIBUTIONS);
  }

  private static <V> String keyOf(Case<V> is) {
    return new String(is.topic().encodeKey(is.value()), StandardCharsets.UTF_8);
  }

  private static JourneyRevision journey() {
    JourneyTouch touch = new JourneyTouch(TEN - 9, "e0", "mail", "spring", 250_000L);
    JourneyFacts facts =
        new JourneyFacts(
            true,
            TEN,
            List.of(touch),
            19_990_000L,
            "EUR",
            List.of(),
            List.of(new ChannelCost("mail", 250_000L)));
    return new JourneyRevision(
        "purchase/12/e1", "p-sarah", "purchase", 7L, TEN, JourneyReason.MERGE, "ECID:1", facts);
  }

  private static ContributionReport contribution() {
    ContributionIntervals intervals = new ContributionIntervals(0.0, 2.0, 0.0, 40.0, 0.0, 1.0);
    ContributionRow row =
        new ContributionRow("mail", 1.0, 19.99, 0.25, 79.96, 1.0, 1L, 0L, intervals);
    Restatement restated =
        new Restatement(
            "purchase/12/e1", TEN, TEN, JourneyReason.MERGE, "ECID:1", List.of(), List.of("mail"));
    return new ContributionReport(
        "hour",
        "purchase",
        "linear",
        "EUR",
        TEN - 3_600_000,
        TEN,
        true,
        TEN,
        4L,
        1L,
        0L,
        19_990_000L,
        List.of(row),
        List.of(restated));
  }

  private static Gossip gossip() {
    LinkFact link = new LinkFact("ECID:38:21", "Email:sarah@luma.example", TEN, TEN + 1);
    CutFact cut = new CutFact("ECID:38:21", "Email:julian@luma.example", "c", 1L, Long.MAX_VALUE);
    CrowdFact crowd = new CrowdFact("Email:shop@luma.example", 1_100);
    ErasureFact erasure = new ErasureFact("0f", TEN);
    return Gossip.newBuilder()
        .setTarget("ECID:38:21")
        .setFacts(new Facts(List.of(link), List.of(cut), List.of(crowd), List.of(erasure)))
        .setCause(CAUSE)
        .build();
  }

  private static IdentityComponent component() {
    LinkFact link = new LinkFact("ECID:38:21", "Email:sarah@luma.example", TEN, TEN + 1);
    return IdentityComponent.newBuilder()
        .setIdentity("ECID:38:21")
        .setFacts(new Facts(List.of(link), List.of(), List.of(), List.of()))
        .setClusters(List.of(new IdentityCluster("p-sarah", List.of("ECID:38:21"))))
        .setRevision(3L)
        .build();
  }

  private static Profile profile() {
    Provenance loyalty = new Provenance("/loyalty/status", "loyalty", "ECID:38:21", "r1", TEN);
    return Profile.newBuilder()
        .setProfileId("p-sarah")
        .setRevision(8L)
        .setIdentities(BOTH)
        .setEntity("{\"loyalty\":{\"status\":\"bronze\"}}")
        .setProvenance(List.of(loyalty))
        .setMemberships(List.of(GIFT_GIVER))
        .setEvents(2L)
        .setLastModifiedAt(TEN)
        .build();
  }

  private static ByteBuffer document() {
    return ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8));
  }
}
