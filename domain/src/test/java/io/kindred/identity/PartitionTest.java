/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.definition.InvalidDefinition;
import io.kindred.identity.Decision.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The linking rules, each by its name, and the outcomes that XDM documents for them. */
class PartitionTest {

  private static final String SARAH = "CRMID:sarah";
  private static final String OMAR = "CRMID:omar";
  private static final String TABLET = "ECID:tablet";
  private static final String MAIL = "Email:sarah@luma.example";

  private static final IdentitySettings SETTINGS =
      settings(
          """
          {"limit": 50, "namespaces": [
            {"namespace": "CRMID", "priority": 1, "unique": true},
            {"namespace": "Phone", "priority": 2, "unique": true},
            {"namespace": "Email", "priority": 3},
            {"namespace": "IDFA", "priority": 4},
            {"namespace": "ECID", "priority": 5, "neighbours": 80},
            {"namespace": "Lead", "type": "NON_PEOPLE"}]}
          """);

  private Facts facts = Facts.NONE;

  @Test
  void sharedDevice_belongsToWhoSignedInLast() {
    saw(1, SARAH, TABLET);
    saw(2, OMAR, TABLET);

    assertThat(clusters()).containsOnly(Set.of(SARAH), Set.of(OMAR, TABLET));
    assertThat(verdict(SARAH, TABLET)).isEqualTo(new Decision(Verdict.NOT_UNIQUE, "CRMID"));
    assertThat(partition().contended()).isTrue();
  }

  @Test
  void sharedDevice_comesBackToWhoSignsInAgain() {
    saw(1, SARAH, TABLET);
    saw(2, OMAR, TABLET);
    saw(3, SARAH, TABLET);

    assertThat(clusters()).containsOnly(Set.of(SARAH, TABLET), Set.of(OMAR));
  }

  @Test
  void uniquePhone_theOldOneLeavesAccountAndEmail() {
    saw(1, SARAH, MAIL, "Phone:+1");
    saw(2, SARAH, MAIL, "Phone:+2");

    assertThat(clusters()).containsOnly(Set.of(SARAH, MAIL, "Phone:+2"), Set.of("Phone:+1"));
    assertThat(verdict(SARAH, "Phone:+1").verdict()).isEqualTo(Verdict.NOT_UNIQUE);
    assertThat(verdict(MAIL, "Phone:+1").verdict()).isEqualTo(Verdict.NOT_UNIQUE);
  }

  @Test
  void sharedEmail_goesWithTheLatestEvent() {
    saw(1, SARAH, MAIL, "ECID:1");
    saw(2, OMAR, MAIL, "ECID:2");

    assertThat(clusters()).containsOnly(Set.of(SARAH, "ECID:1"), Set.of(OMAR, MAIL, "ECID:2"));
  }

  @Test
  void latestEvent_goesBeforePriority() {
    saw(1, SARAH, MAIL);
    saw(2, OMAR, "ECID:1");
    saw(3, MAIL, "ECID:1");

    assertThat(verdict(MAIL, "ECID:1").verdict()).isEqualTo(Verdict.KEPT);
    assertThat(verdict(SARAH, MAIL).verdict()).isEqualTo(Verdict.KEPT);
    assertThat(verdict(OMAR, "ECID:1").verdict()).isEqualTo(Verdict.NOT_UNIQUE);
  }

  @Test
  void prioritySum_goesBeforeRecency() {
    saw(1, SARAH, MAIL);
    saw(2, OMAR, "ECID:1");
    saw(3, MAIL, "ECID:1");
    saw(9, OMAR, "IDFA:other");

    assertThat(verdict(SARAH, MAIL).verdict()).isEqualTo(Verdict.KEPT);
    assertThat(verdict(OMAR, "ECID:1").verdict()).isEqualTo(Verdict.KEPT);
    assertThat(verdict(MAIL, "ECID:1").verdict()).isEqualTo(Verdict.NOT_UNIQUE);
  }

  @Test
  void newest_goesFirstAmongEqualPriorities() {
    saw(1, SARAH, TABLET);
    saw(2, OMAR, TABLET);
    saw(9, OMAR, "ECID:phone");

    assertThat(verdict(OMAR, TABLET).verdict()).isEqualTo(Verdict.KEPT);
    assertThat(verdict(SARAH, TABLET).verdict()).isEqualTo(Verdict.NOT_UNIQUE);
  }

  @Test
  void key_decidesWhereAllElseIsEqual() {
    saw(1, SARAH, TABLET);
    saw(1, OMAR, TABLET);

    assertThat(clusters()).containsOnly(Set.of(OMAR, TABLET), Set.of(SARAH));
  }

  @Test
  void respectedUniqueness_leavesNothingOut() {
    saw(1, SARAH, "ECID:1");
    saw(2, SARAH, "ECID:2", "IDFA:1");

    assertThat(clusters()).containsOnly(Set.of(SARAH, "ECID:1", "ECID:2", "IDFA:1"));
    assertThat(partition().contended()).isFalse();
  }

  @Test
  void thingsAndPartners_linkNobody() {
    saw(1, SARAH, "Lead:7");
    saw(2, OMAR, "Lead:7");

    assertThat(clusters()).containsOnly(Set.of(SARAH), Set.of(OMAR), Set.of("Lead:7"));
    assertThat(verdict(SARAH, "Lead:7")).isEqualTo(new Decision(Verdict.NEVER_LINKS, "Lead:7"));
  }

  @Test
  void cut_holdsUpToItsTime() {
    saw(5, SARAH, TABLET);
    cut(5, SARAH, TABLET);
    assertThat(clusters()).containsOnly(Set.of(SARAH), Set.of(TABLET));
    assertThat(verdict(SARAH, TABLET).verdict()).isEqualTo(Verdict.CUT);

    saw(6, SARAH, TABLET);
    assertThat(clusters()).containsOnly(Set.of(SARAH, TABLET));
    assertThat(partition().contended()).isTrue();
  }

  @Test
  void permanentCut_holdsWhateverIsSeenLater() {
    cut(Cuts.FOREVER, SARAH, TABLET);
    saw(Long.MAX_VALUE, SARAH, TABLET);

    assertThat(clusters()).containsOnly(Set.of(SARAH), Set.of(TABLET));
  }

  @Test
  void limit_allowsExactlyFifty() {
    for (int i = 0; i < 49; i++) {
      saw(i, SARAH, "IDFA:" + i);
    }
    assertThat(clusters()).hasSize(1);
    assertThat(partition().contended()).isFalse();

    saw(100, SARAH, "IDFA:new");
    assertThat(clusters()).hasSize(2).contains(Set.of("IDFA:0"));
    assertThat(verdict(SARAH, "IDFA:0")).isEqualTo(new Decision(Verdict.EVICTED, "IDFA:0"));
    assertThat(partition().contended()).isTrue();
  }

  @Test
  void limit_evictsCookiesThenDevicesThenTheRest() {
    IdentitySettings two = settings("{\"limit\": 2}");
    saw(9, SARAH, "ECID:1");
    saw(1, SARAH, "IDFA:1");
    saw(1, SARAH, MAIL);

    Partition partition = Partition.of(facts, two);
    assertThat(partition.decisions())
        .containsEntry(Link.between(SARAH, "ECID:1"), new Decision(Verdict.EVICTED, "ECID:1"))
        .containsEntry(Link.between(SARAH, "IDFA:1"), new Decision(Verdict.EVICTED, "IDFA:1"))
        .containsEntry(Link.between(SARAH, MAIL), Decision.KEPT);
  }

  @Test
  void limit_evictsTheOneLinkedLongestAgo() {
    IdentitySettings three = settings("{\"limit\": 3}");
    saw(3, SARAH, "ECID:1");
    saw(2, SARAH, "ECID:2");
    saw(4, SARAH, "ECID:3");

    assertThat(clusters(three)).containsOnly(Set.of(SARAH, "ECID:1", "ECID:3"), Set.of("ECID:2"));
  }

  @Test
  void limit_holdsInEachPieceThatAClusterFallsInto() {
    IdentitySettings three = settings("{\"limit\": 3}");
    for (int i = 0; i < 4; i++) {
      saw(10 + i, SARAH, "IDFA:s" + i);
      saw(10 + i, OMAR, "IDFA:o" + i);
    }
    saw(1, SARAH, TABLET);
    saw(1, OMAR, TABLET);

    assertThat(clusters(three))
        .contains(Set.of(SARAH, "IDFA:s2", "IDFA:s3"), Set.of(OMAR, "IDFA:o2", "IDFA:o3"));
  }

  @Test
  void neighbours_overTheirLimitLinkNobody() {
    for (int i = 0; i < 80; i++) {
      saw(i, "Email:" + i, TABLET);
    }
    assertThat(verdict("Email:79", TABLET).verdict()).isNotEqualTo(Verdict.QUARANTINED);

    saw(100, "Email:80", TABLET);
    assertThat(verdict("Email:79", TABLET)).isEqualTo(new Decision(Verdict.QUARANTINED, TABLET));
    assertThat(clusters()).hasSize(82);
  }

  @Test
  void neighbours_thatAreCrowdsDoNotCount() {
    for (int i = 0; i < 81; i++) {
      saw(i, "Email:" + i, TABLET);
    }
    facts = facts.join(Facts.crowd("Email:80", 1_000_000));

    assertThat(verdict("Email:79", TABLET).verdict()).isNotEqualTo(Verdict.QUARANTINED);
    assertThat(verdict("Email:80", TABLET))
        .isEqualTo(new Decision(Verdict.QUARANTINED, "Email:80"));
  }

  @Test
  void profileId_isOfWhoWasLinkedFirst() {
    saw(5, SARAH, "ECID:new");
    saw(1, MAIL, TABLET);
    saw(7, SARAH, MAIL);

    assertThat(partition().profileIdOf(SARAH)).isEqualTo(ProfileId.of(TABLET));
    assertThat(partition().profileIdOf("ECID:unseen")).isEqualTo(ProfileId.of("ECID:unseen"));
  }

  @Test
  void partition_keepsItsPromisesOnDrawnFacts() {
    for (long seed = 0; seed < 2_000; seed++) {
      GossipInput input = GossipInput.draw(new Random(seed));
      IdentitySettings settings = input.lastSettings();
      for (Set<String> cluster : Partition.of(input.facts(), settings).clusters().values()) {
        assertThat(cluster).as("seed %d", seed).hasSizeLessThanOrEqualTo(settings.limit());
        Map<String, String> unique = new TreeMap<>();
        for (String member : cluster) {
          String namespace = Identity.namespaceOf(member);
          if (settings.of(namespace).unique()) {
            assertThat(unique.put(namespace, member)).as("seed %d", seed).isNull();
          }
        }
      }
    }
  }

  private void saw(long time, String... identities) {
    Map<Link, Seen> links = new TreeMap<>();
    for (String one : identities) {
      for (String other : identities) {
        if (one.compareTo(other) < 0) {
          links.put(new Link(one, other), Seen.at(time));
        }
      }
    }
    facts = facts.join(Facts.of(links));
  }

  private void cut(long until, String a, String b) {
    facts = facts.join(SomeFacts.cut(Link.between(a, b), until));
  }

  private Partition partition() {
    return Partition.of(facts, SETTINGS);
  }

  private List<Set<String>> clusters() {
    return clusters(SETTINGS);
  }

  private List<Set<String>> clusters(IdentitySettings settings) {
    return List.copyOf(Partition.of(facts, settings).clusters().values());
  }

  private Decision verdict(String one, String other) {
    return Objects.requireNonNull(partition().decisions().get(Link.between(one, other)));
  }

  private static IdentitySettings settings(String json) {
    try {
      return IdentitySettings.parse(json, 1);
    } catch (InvalidDefinition e) {
      throw new IllegalArgumentException(e);
    }
  }
}
