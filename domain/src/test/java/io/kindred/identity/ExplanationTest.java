/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kindred.definition.InvalidDefinition;
import io.kindred.identity.Decision.Verdict;
import io.kindred.identity.Explanation.Reason;
import io.kindred.identity.Explanation.Standing;
import io.kindred.identity.Explanation.Step;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each answer, and each rule by its name. */
class ExplanationTest {

  private static final String SARAH = "CRMID:sarah";
  private static final String OMAR = "CRMID:omar";
  private static final String TABLET = "ECID:tablet";
  private static final String PHONE = "ECID:phone";
  private static final String MAIL = "Email:sarah@luma.example";

  private static final IdentitySettings SETTINGS =
      settings(
          """
          {"limit": 4, "namespaces": [
            {"namespace": "CRMID", "priority": 1, "unique": true},
            {"namespace": "ECID", "priority": 5, "neighbours": 3},
            {"namespace": "Kiosk", "priority": 6, "neighbours": 1},
            {"namespace": "Lead", "type": "NON_PEOPLE"}]}
          """);

  private Facts facts = Facts.NONE;

  @Test
  void linked_areOnePersonByTheirLink() {
    saw(1_000, SARAH, TABLET);
    saw(3_000, SARAH, TABLET);

    Explanation explanation = explain(TABLET, SARAH);

    assertThat(explanation.standing()).isEqualTo(Standing.ONE_PERSON);
    assertThat(explanation.path())
        .containsExactly(new Step(TABLET, SARAH, new Seen(1_000, 3_000), kept()));
    assertThat(explanation.sentences())
        .containsExactly(
            "ECID:tablet and CRMID:sarah are one person.",
            "ECID:tablet and CRMID:sarah were seen together first at 1970-01-01T00:00:01Z and last"
                + " at 1970-01-01T00:00:03Z.");
  }

  @Test
  void linkedThroughOthers_areOnePersonByTheShortestChain() {
    saw(1, TABLET, MAIL);
    saw(2, MAIL, SARAH);
    saw(3, SARAH, PHONE);
    saw(4, MAIL, PHONE);

    assertThat(explain(TABLET, PHONE).path())
        .extracting(Step::from, Step::to)
        .containsExactly(tuple(TABLET, MAIL), tuple(MAIL, PHONE));
  }

  @Test
  void oneIdentity_isItself() {
    assertThat(explain(SARAH, SARAH).standing()).isEqualTo(Standing.ONE_PERSON);
    assertThat(explain(SARAH, SARAH).sentences()).containsExactly("CRMID:sarah is one identity.");
  }

  @Test
  void neverSeenTogether_areNotConnected() {
    saw(1, SARAH, TABLET);

    assertThat(explain(SARAH, OMAR).standing()).isEqualTo(Standing.NOT_CONNECTED);
    assertThat(explain(SARAH, OMAR).sentences())
        .containsExactly(
            "CRMID:sarah and CRMID:omar are not one person: no chain of links connects them.");
  }

  @Test
  void cut_saysUpToWhen() {
    saw(1_000, SARAH, TABLET);
    facts = facts.join(SomeFacts.cut(Link.between(SARAH, TABLET), 2_000));

    assertThat(explain(SARAH, TABLET).standing()).isEqualTo(Standing.APART);
    assertThat(only(SARAH, TABLET)).isEqualTo(new Reason(Verdict.CUT, "", List.of(), 2_000));
    assertThat(last(SARAH, TABLET)).endsWith(", but the link is cut up to 1970-01-01T00:00:02Z.");
  }

  @Test
  void permanentCut_isForGood() {
    saw(1_000, SARAH, TABLET);
    facts = facts.join(SomeFacts.cut(Link.between(SARAH, TABLET), Cuts.FOREVER));

    assertThat(last(SARAH, TABLET)).endsWith(", but the link is cut for good.");
  }

  @Test
  void notUnique_namesTheTwoThatWouldHaveMet() {
    saw(1, SARAH, MAIL);
    saw(2, MAIL, TABLET);
    saw(3, OMAR, TABLET);

    Explanation explanation = explain(SARAH, OMAR);

    assertThat(explanation.standing()).isEqualTo(Standing.APART);
    Step leftOut = explanation.path().stream().filter(step -> !step.kept()).findFirst().get();
    assertThat(leftOut.reason().verdict()).isEqualTo(Verdict.NOT_UNIQUE);
    assertThat(leftOut.reason().about()).isEqualTo("CRMID");
    assertThat(leftOut.reason().rivals()).containsExactlyInAnyOrder(SARAH, OMAR);
    assertThat(String.join("\n", explanation.sentences()))
        .contains("would bring together")
        .contains("and a person has one CRMID.");
  }

  @Test
  void quarantined_namesTheIdentityAndItsLimit() {
    for (int i = 0; i < 4; i++) {
      saw(i, "Email:" + i, TABLET);
    }

    assertThat(only("Email:0", TABLET))
        .isEqualTo(new Reason(Verdict.QUARANTINED, TABLET, List.of(), 3));
    assertThat(explain("Email:0", "Email:1").path()).hasSize(2).noneMatch(Step::kept);
    assertThat(last("Email:0", TABLET))
        .endsWith(
            ", but ECID:tablet is quarantined: it was seen with more than the 3 others that it"
                + " may be linked to.");
  }

  @Test
  void quarantined_speaksOfOneOther() {
    saw(1, MAIL, "Kiosk:hall");
    saw(2, SARAH, "Kiosk:hall");

    assertThat(last(MAIL, "Kiosk:hall"))
        .endsWith("it was seen with more than the one other that it may be linked to.");
  }

  @Test
  void evicted_namesTheIdentityAndTheLimit() {
    for (int i = 0; i < 4; i++) {
      saw(i, SARAH, "IDFA:" + i);
    }

    assertThat(only(SARAH, "IDFA:0"))
        .isEqualTo(new Reason(Verdict.EVICTED, "IDFA:0", List.of(), 4));
    assertThat(last(SARAH, "IDFA:0"))
        .endsWith(", but IDFA:0 was evicted: the cluster held more than 4 identities.");
  }

  @Test
  void neverLinks_isSaidWithAndWithoutALink() {
    String sentence = "Lead:7 never links: Lead is of a type that is not one person's.";

    assertThat(explain(SARAH, "Lead:7").neverLinks()).containsExactly("Lead:7");
    assertThat(last(SARAH, "Lead:7")).isEqualTo(sentence);

    saw(1, SARAH, "Lead:7");
    assertThat(only(SARAH, "Lead:7"))
        .isEqualTo(new Reason(Verdict.NEVER_LINKS, "Lead:7", List.of(), 0));
    assertThat(last(SARAH, "Lead:7")).endsWith(", but " + sentence);
  }

  @Test
  void explanation_agreesWithThePartitionOnDrawnFacts() {
    for (long seed = 0; seed < 500; seed++) {
      GossipInput input = GossipInput.draw(new Random(seed));
      IdentitySettings settings = input.lastSettings();
      Partition partition = Partition.of(input.facts(), settings);
      for (String a : input.facts().named()) {
        for (String b : input.facts().named()) {
          Explanation explanation = Explanation.of(input.facts(), settings, a, b);
          boolean together = partition.profileIdOf(a).equals(partition.profileIdOf(b));
          assertThat(explanation.standing() == Standing.ONE_PERSON)
              .as("seed %d: %s and %s", seed, a, b)
              .isEqualTo(together);
          assertThat(explanation.path())
              .as("seed %d: %s and %s", seed, a, b)
              .allMatch(ExplanationTest::isWhole);
        }
      }
    }
  }

  /** Two ids meet if and only if the rule is that they must not. */
  private static boolean isWhole(Step step) {
    int rivals = step.reason().rivals().size();
    return rivals == (step.reason().verdict() == Verdict.NOT_UNIQUE ? 2 : 0);
  }

  private Explanation explain(String a, String b) {
    return Explanation.of(facts, SETTINGS, a, b);
  }

  private Reason only(String a, String b) {
    assertThat(explain(a, b).path()).hasSize(1);
    return explain(a, b).path().get(0).reason();
  }

  private String last(String a, String b) {
    List<String> sentences = explain(a, b).sentences();
    return sentences.get(sentences.size() - 1);
  }

  private static Reason kept() {
    return new Reason(Verdict.KEPT, "", List.of(), 0);
  }

  private void saw(long time, String one, String other) {
    Map<Link, Seen> links = new TreeMap<>();
    links.put(Link.between(one, other), Seen.at(time));
    facts = facts.join(Facts.of(links));
  }

  private static IdentitySettings settings(String json) {
    try {
      return IdentitySettings.parse(json, 1);
    } catch (InvalidDefinition e) {
      throw new IllegalArgumentException(e);
    }
  }
}
