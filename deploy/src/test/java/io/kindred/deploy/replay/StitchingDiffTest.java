/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.identity.Facts;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Link;
import io.kindred.identity.Partition;
import io.kindred.identity.ProfileId;
import io.kindred.identity.Seen;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A tablet that Sarah and Omar share, as it stands under one settings and the other. */
class StitchingDiffTest {

  private static final String TABLET = "ECID:tablet";
  private static final String SARAH = "CRMID:sarah";
  private static final String OMAR = "CRMID:omar";
  private static final String UNIQUE =
      "{'namespaces': [{'namespace': 'CRMID', 'type': 'CROSS_DEVICE', 'unique': true}]}";
  private static final Facts SHARED = shared(TABLET, SARAH, OMAR);

  @Test
  void nothingChanges_clustersAreCountedOnly() throws Exception {
    assertThat(diff(run("{}", SHARED), run("{'limit': 7}", SHARED)))
        .isEqualTo(
            json(
                "{'name': 'test', 'same': 1, 'changes': [],"
                    + " 'deadLetters': {'before': [], 'after': []}}"));
  }

  @Test
  void aRuleParts_whoeverLeavesIsToldTheLinkAndTheRule() throws Exception {
    JsonNode change = diff(run("{}", SHARED), run(UNIQUE, SHARED)).at("/changes/0");

    assertThat(change.at("/before").findValuesAsText("profileId")).hasSize(1);
    assertThat(change.at("/after")).hasSize(2);
    assertThat(change.at("/moved")).hasSize(2);
    JsonNode omar = change.at("/moved/0");
    assertThat(omar.at("/identity").asText()).isEqualTo(OMAR);
    assertThat(omar.at("/from")).isEqualTo(change.at("/before/0/profileId"));
    assertThat(omar.at("/links")).hasSize(1);
    assertThat(omar.at("/links/0/before/verdict").asText()).isEqualTo("kept");
    assertThat(omar.at("/links/0/after/verdict").asText()).isEqualTo("not-unique");
    assertThat(omar.at("/links/0/after/about").asText()).isEqualTo("CRMID");
    assertThat(omar.at("/links/0/after/sentence").asText()).contains("a person has one CRMID");
  }

  @Test
  void aRuleNoLongerParts_whoeverJoinsIsToldTheLinkAndTheRuleOfBefore() throws Exception {
    JsonNode moved = diff(run(UNIQUE, SHARED), run("{}", SHARED)).at("/changes/0/moved");

    assertThat(moved).isNotEmpty();
    for (JsonNode each : moved) {
      assertThat(each.at("/links/0/before/verdict").asText()).isEqualTo("not-unique");
      assertThat(each.at("/links/0/after/verdict").asText()).isEqualTo("kept");
    }
  }

  @Test
  void whenALinkWasLastSeen_isSaidOnlyWhereItMatters() throws Exception {
    Seen often = Seen.at(1_000).join(Seen.at(9_000));
    Facts seenAgain = SHARED.join(Facts.of(Map.of(Link.between(SARAH, TABLET), often)));

    JsonNode once = diff(run("{}", SHARED), run(UNIQUE, seenAgain));

    assertThat(once).isEqualTo(diff(run("{}", seenAgain), run(UNIQUE, seenAgain)));
    JsonNode link = once.at("/changes/0/moved/0/links/0");
    assertThat(link.at("/before").has("lastSeen")).isFalse();
    assertThat(link.at("/after").has("lastSeen")).isTrue();
  }

  @Test
  void anotherSpelling_isANoteOnBothSides() throws Exception {
    JsonNode changes =
        diff(
                run("{}", Facts.NONE, "Email:Sarah"),
                run(
                    "{'namespaces': [{'namespace': 'Email', 'normalize': ['lowercase']}]}",
                    Facts.NONE,
                    "Email:sarah"))
            .at("/changes");

    assertThat(changes.findValuesAsText("note"))
        .containsExactly("after: written Email:sarah", "before: written Email:Sarah");
  }

  @Test
  void anIdentityThatIsBlocked_isANoteAndPartsNobodyElse() throws Exception {
    JsonNode changes =
        diff(run("{}", Facts.NONE, OMAR), run("{'blocked': ['omar']}", Facts.NONE)).at("/changes");

    assertThat(changes.at("/0/after")).isEmpty();
    assertThat(changes.at("/0/moved/0/to").isNull()).isTrue();
    assertThat(changes.findValuesAsText("note").get(0)).contains("only blocked values");
  }

  @Test
  void clustersThatHaveNothingInCommon_areTwoChanges() throws Exception {
    Facts others = shared("ECID:b", "CRMID:a", "CRMID:c");
    JsonNode changes =
        diff(run("{}", List.of(SHARED, others)), run(UNIQUE, List.of(SHARED, others)))
            .at("/changes");

    assertThat(changes).hasSize(2);
    assertThat(changes.at("/0/before/0/identities/0").asText()).isEqualTo("CRMID:a");
  }

  @Test
  void deadLetters_onlyThoseOfOneRunAreShown() throws Exception {
    ObjectNode letter = JsonNodeFactory.instance.objectNode().put("reason", "r").put("id", "e1");
    Stitching once = run(List.of(letter));
    Stitching twice = run(List.of(letter, letter));

    JsonNode letters = diff(once, twice).at("/deadLetters");

    assertThat(letters.at("/before")).isEmpty();
    assertThat(letters.at("/after")).containsExactly(letter);
  }

  private static Stitching run(String settings, Facts facts, String... alone) throws Exception {
    return stitching(settings, List.of(facts), List.of(alone));
  }

  private static Stitching run(String settings, List<Facts> components) throws Exception {
    return stitching(settings, components, List.of());
  }

  private static Stitching run(List<ObjectNode> deadLetters) {
    return new Stitching(
        IdentitySettings.DEFAULT, new Stitching.End(Map.of(), List.of(), deadLetters));
  }

  private static Stitching stitching(String json, List<Facts> components, List<String> alone)
      throws Exception {
    IdentitySettings settings = IdentitySettings.parse(json.replace('\'', '"'), 1);
    Map<String, String> profiles = new TreeMap<>();
    alone.forEach(identity -> profiles.put(identity, ProfileId.of(identity)));
    for (Facts facts : components) {
      Partition partition = Partition.of(facts, settings);
      facts.named().forEach(member -> profiles.put(member, partition.profileIdOf(member)));
    }
    return new Stitching(settings, new Stitching.End(profiles, components, List.of()));
  }

  /** Both were seen with the device, at the first and the second second of time. */
  private static Facts shared(String device, String one, String other) {
    Map<Link, Seen> links =
        Map.of(
            Link.between(one, device), Seen.at(1_000), Link.between(other, device), Seen.at(2_000));
    return Facts.of(links);
  }

  private static JsonNode diff(Stitching before, Stitching after) throws Exception {
    return json(new StitchingDiff(before, after).result("test").json());
  }

  private static JsonNode json(String json) throws Exception {
    return new ObjectMapper().readTree(json.replace('\'', '"'));
  }
}
