/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.NOON;
import static io.kindred.serving.TestObjects.SARAH_ID;
import static io.kindred.serving.TestObjects.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.CutFact;
import io.kindred.avro.Definition;
import io.kindred.avro.Facts;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.LinkFact;
import io.kindred.identity.ProfileId;
import io.kindred.serving.reading.Progress;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.Change;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The component is found from any of its identities, and explained. */
class ExplanationsTest {

  private static final String LAPTOP = "ECID:111";
  private static final String MAIL = "Email:sarah@luma.com";
  private static final LinkFact LINK = new LinkFact(LAPTOP, MAIL, NOON, NOON + 1_000);

  private final ProfileStore store = new MapProfileStore();

  @Test
  void linked_areOnePersonWhicheverIsTheRoot() throws Exception {
    given(root(List.of()), pointer(LAPTOP, "ECID:between"), pointer("ECID:between", MAIL));

    JsonNode answer = Json.parse(explain(LAPTOP, MAIL, 200));

    assertThat(answer)
        .isEqualTo(
            Json.parse(
                """
                {"a": "ECID:111", "b": "Email:sarah@luma.com", "standing": "one-person",
                 "sentences": [
                   "ECID:111 and Email:sarah@luma.com are one person.",
                   "ECID:111 and Email:sarah@luma.com were seen together first at \
                2026-01-01T12:00:00Z and last at 2026-01-01T12:00:01Z."],
                 "path": [{"from": "ECID:111", "to": "Email:sarah@luma.com",
                   "firstSeen": "2026-01-01T12:00:00Z", "lastSeen": "2026-01-01T12:00:01Z",
                   "verdict": "kept"}],
                 "complete": true}"""));
  }

  @Test
  void cut_isNamedWithItsTime() throws Exception {
    given(root(List.of(new CutFact(LAPTOP, MAIL, "c", 1L, NOON + 2_000))), pointer(LAPTOP, MAIL));

    JsonNode answer = Json.parse(explain(MAIL, LAPTOP, 200));

    assertThat(answer.at("/standing").asText()).isEqualTo("apart");
    assertThat(answer.at("/path/0/verdict").asText()).isEqualTo("cut");
    assertThat(answer.at("/path/0/until").asText()).isEqualTo("2026-01-01T12:00:02Z");
  }

  @Test
  void settings_decideWhatIsLeftOutAndHowAnIdIsWritten() throws Exception {
    String body =
        """
        {"limit": 2, "namespaces": [
          {"namespace": "Email", "normalize": ["LOWERCASE"]},
          {"namespace": "ECID", "neighbours": 1}]}
        """;
    given(
        Table.DEFINITIONS.change(new Definition("identity-settings", "default", body)),
        root(List.of(), new LinkFact(LAPTOP, "IDFA:1", NOON, NOON)),
        pointer(LAPTOP, MAIL));

    JsonNode answer = Json.parse(explain("Email:SARAH@luma.com", LAPTOP, 200));

    assertThat(answer.at("/b").asText()).isEqualTo(LAPTOP);
    assertThat(answer.at("/path/0/verdict").asText()).isEqualTo("quarantined");
    assertThat(answer.at("/path/0/allowed").asLong()).isEqualTo(1);
  }

  @Test
  void identityThatNothingLinks_isNotConnected() throws Exception {
    given(
        root(List.of()),
        Table.IDENTITY_MAP.change(mapping(LAPTOP, SARAH_ID, 1)),
        Table.IDENTITY_MAP.change(mapping("ECID:alone", "other", 1)));

    assertThat(Json.parse(explain("ECID:alone", MAIL, 200)).at("/standing").asText())
        .isEqualTo("not-connected");
  }

  @Test
  void unknownOrMalformed_isRefused() {
    given(root(List.of()));

    assertThat(explain(MAIL, "ECID:unseen", 404)).contains("unknown-identity", "ECID:unseen");
    assertThat(explain(MAIL, "", 400)).contains("b: ");
    assertThat(explain(":x", MAIL, 400)).contains("a: ");
    assertThat(explain("ECID:", MAIL, 400)).contains("a: \\\"ECID:\\\" is not NAMESPACE:ID");
    assertThat(explain("ECID: ", MAIL, 400)).contains("a: ");
  }

  /** Its key may still be where the others' facts are, and its hash the name of that place. */
  @Test
  void erasedIdentityThatIsTheAddressOfOthers_isUnknown() {
    given(
        Table.IDENTITY_COMPONENTS.change(component("Email:erased@luma.com", LINK)),
        pointer(LAPTOP, "Email:erased@luma.com"),
        pointer(MAIL, "Email:erased@luma.com"),
        pointer("ECID:late", "Email:erased@luma.com"));

    assertThat(explain("Email:erased@luma.com", LAPTOP, 404)).contains("unknown-identity");
    assertThat(explain(LAPTOP, "ECID:late", 404)).contains("unknown-identity", "ECID:late");
    assertThat(explain(LAPTOP, MAIL, 200)).contains("one-person");
  }

  private static IdentityComponent component(String root, LinkFact... links) {
    return IdentityComponent.newBuilder()
        .setIdentity(ProfileId.of(root))
        .setFacts(new Facts(List.of(links), List.of(), List.of(), List.of()))
        .setRevision(1)
        .build();
  }

  private static Change root(List<CutFact> cuts, LinkFact... more) {
    List<LinkFact> links = new ArrayList<>(List.of(more));
    links.add(LINK);
    return Table.IDENTITY_COMPONENTS.change(
        IdentityComponent.newBuilder()
            .setIdentity(ProfileId.of(MAIL))
            .setFacts(new Facts(links, cuts, List.of(), List.of()))
            .setRevision(1)
            .build());
  }

  private static Change pointer(String identity, String owner) {
    return Table.IDENTITY_COMPONENTS.change(
        IdentityComponent.newBuilder()
            .setIdentity(ProfileId.of(identity))
            .setOwner(ProfileId.of(owner))
            .setRevision(1)
            .build());
  }

  private String explain(String a, String b, int status) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Api.Reading reading = new Api.Reading(new Progress(), () -> true);
    Api api =
        new Api(
            new Api.Sources(store, reading, FakeTopicLog.unused(), FakeTopicLog.unused()),
            registry);
    Answer answer = api.answer("GET", "/explain", Map.of("a", a, "b", b));
    assertThat(answer.status()).isEqualTo(status);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private void given(Change... changes) {
    store.apply(new Batch(List.of(changes), Map.of()));
  }
}
