/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import static io.kindred.TestObjects.CRM;
import static io.kindred.TestObjects.NOON;
import static io.kindred.TestObjects.SARAH;
import static io.kindred.TestObjects.SARAH_EMAIL;
import static io.kindred.TestObjects.SARAH_LAPTOP;
import static io.kindred.TestObjects.WEB;
import static io.kindred.TestObjects.event;
import static io.kindred.TestObjects.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Provenance;
import io.kindred.segment.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileFactsTest {

  private static final String PRECEDENCE =
      "{\"attributeMerge\":{\"type\":\"dataSetPrecedence\",\"order\":[\"crm\",\"web\"]}}";

  @Test
  void entity_theNewestWins() {
    var facts = facts(given("/tier", "\"bronze\"", 10, CRM), given("/tier", "\"silver\"", 20, WEB));

    assertThat(facts.entity()).isEqualTo(parse("{\"tier\":\"silver\"}"));
  }

  @Test
  void entity_precedenceBeatsTimeAndLeavesOutTheUnlisted() throws Exception {
    var facts =
        new ProfileFacts(
            Map.of(
                SARAH.key(),
                List.of(
                    given("/tier", "1", 10, CRM),
                    given("/tier", "2", 20, WEB),
                    given("/city", "3", 5, WEB),
                    given("/shop", "4", 30, "unlisted"))),
            List.of(),
            MergePolicy.parse(PRECEDENCE));

    assertThat(facts.entity()).isEqualTo(parse("{\"city\":3,\"tier\":1}"));
    assertThat(facts.latest()).isEqualTo(10);
    assertThat(facts.attributes(7)).isEqualTo(new Subject.At(parse("{\"city\":3}"), 5, 9));
  }

  @Test
  void entity_nullRemoves() {
    var facts =
        facts(given("/a/b", "1", 10, CRM), given("/a/c", "2", 10, CRM), removal("/a/b", 20));

    assertThat(facts.entity()).isEqualTo(parse("{\"a\":{\"c\":2}}"));
    assertThat(facts.provenance()).extracting(Provenance::getPath).containsExactly("/a/c");
  }

  @Test
  void entity_removedObjectTakesWhatIsOlderWithIt() {
    var facts = facts(given("/a/b", "1", 10, CRM), removal("/a", 20), given("/a/c", "2", 30, CRM));

    assertThat(facts.entity()).isEqualTo(parse("{\"a\":{\"c\":2}}"));
  }

  @Test
  void entity_newestOfScalarAndObjectStands() {
    var scalarLast = facts(given("/a/b", "1", 10, CRM), given("/a", "2", 20, CRM));
    var objectLast = facts(given("/a/b", "1", 30, CRM), given("/a", "2", 20, CRM));

    assertThat(scalarLast.entity()).isEqualTo(parse("{\"a\":2}"));
    assertThat(objectLast.entity()).isEqualTo(parse("{\"a\":{\"b\":1}}"));
  }

  @Test
  void entity_tieIsBrokenByWhatItSays() {
    AttributeVersion one = given("/a", "1", 10, CRM);
    AttributeVersion two = given("/a", "2", 10, CRM);

    assertThat(facts(one, two).entity()).isEqualTo(facts(two, one).entity());
  }

  @Test
  void entity_namesAreSortedAndUnescaped() {
    var facts = facts(given("/a-b", "1", 1, CRM), given("/a/x~1y", "2", 1, CRM));

    assertThat(facts.entity()).hasToString("{\"a\":{\"x/y\":2},\"a-b\":1}");
  }

  @Test
  void attributes_saysFromWhenUntilWhen() {
    var facts = facts(given("/a", "1", 10, CRM), given("/a", "2", 20, CRM));

    assertThat(facts.attributes(9)).isEqualTo(new Subject.At(parse("{}"), Long.MIN_VALUE, 9));
    assertThat(facts.attributes(10)).isEqualTo(new Subject.At(parse("{\"a\":1}"), 10, 19));
    assertThat(facts.attributes(99))
        .isEqualTo(new Subject.At(parse("{\"a\":2}"), 20, Long.MAX_VALUE));
  }

  @Test
  void attributes_sourceThatRepeatsItselfChangesNothing() {
    var facts = facts(given("/a", "1", 10, CRM), given("/a", "1", 20, CRM));

    assertThat(facts.attributes(15).validUntil()).isEqualTo(Long.MAX_VALUE);
    assertThat(facts.provenance().get(0).getTimestamp()).isEqualTo(20);
  }

  @Test
  void provenance_saysWhichFragmentDatasetAndRecord() {
    var facts =
        new ProfileFacts(
            Map.of(SARAH_EMAIL.key(), List.of(new AttributeVersion("/a", "1", 7L, CRM, "r9"))),
            List.of(),
            MergePolicy.DEFAULT);

    assertThat(facts.provenance())
        .containsExactly(new Provenance("/a", CRM, SARAH_EMAIL.key(), "r9", 7L));
  }

  @Test
  void identities_areSorted() {
    var facts =
        new ProfileFacts(
            Map.of(
                SARAH_EMAIL.key(),
                List.of(),
                SARAH.key(),
                List.of(),
                SARAH_LAPTOP.key(),
                List.of()),
            List.of(),
            MergePolicy.DEFAULT);

    assertThat(facts.identities())
        .containsExactly(SARAH.toItem(), SARAH_LAPTOP.toItem(), SARAH_EMAIL.toItem());
    assertThat(facts.earliest()).isEqualTo(Long.MAX_VALUE);
    assertThat(facts.latest()).isEqualTo(Long.MIN_VALUE);
    assertThat(facts.lastModifiedAt()).isZero();
  }

  @Test
  void events_areSortedEachOnceAndParsedOnce() {
    var late = event("e2", NOON, "web.view", SARAH);
    var early = event("e9", NOON - 5, "web.view", SARAH);
    var first = event("e1", NOON, "web.view", SARAH);
    var facts = new ProfileFacts(Map.of(), List.of(late, early, first, late), MergePolicy.DEFAULT);

    assertThat(facts.events()).extracting(Subject.Occurrence::id).containsExactly("e9", "e1", "e2");
    assertThat(facts.events().get(0)).isSameAs(facts.events().get(0));
    assertThat(facts.events().get(0).document().path("eventType").asText()).isEqualTo("web.view");
    assertThat(facts.earliest()).isEqualTo(NOON - 5);
    assertThat(facts.lastModifiedAt()).isEqualTo(NOON);
  }

  private static ProfileFacts facts(AttributeVersion... versions) {
    return new ProfileFacts(Map.of(SARAH.key(), List.of(versions)), List.of(), MergePolicy.DEFAULT);
  }

  private static AttributeVersion given(String path, String value, long timestamp, String dataset) {
    return new AttributeVersion(path, value, timestamp, dataset, "");
  }

  private static AttributeVersion removal(String path, long timestamp) {
    return given(path, "null", timestamp, CRM);
  }
}
