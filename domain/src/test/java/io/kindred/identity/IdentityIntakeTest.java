/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.definition.InvalidDefinition;
import io.kindred.identity.IdentityIntake.Intake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityIntakeTest {

  private static final Identity SARAH = new Identity("CRMID", "sarah");
  private static final Identity TABLET = new Identity("ECID", "11");

  private static final String JSON =
      """
      {"limit": 50, "blocked": ["0{4,}", "guest-.*"], "namespaces": [
        {"namespace": "CRMID", "type": "CROSS_DEVICE", "priority": 1, "unique": true},
        {"namespace": "Email", "priority": 2, "normalize": ["trim", "lower-case"]},
        {"namespace": "Hashed", "type": "EMAIL", "normalize": ["trim", "lowercase", "sha256"]},
        {"namespace": "Phone", "priority": 3, "normalize": ["E.164"], "pattern": "\\\\+[0-9]+"},
        {"namespace": "ECID", "priority": 4, "neighbours": 100}]}
      """;

  @Test
  void take_keepsTheOrderOfTheDocument() throws Exception {
    Intake intake = take(TABLET, SARAH, TABLET);

    assertThat(intake).isEqualTo(new Intake(List.of(TABLET, SARAH), 1, 0));
  }

  @Test
  void primary_isTheFirstOfTheHighestNamespacePresent() throws Exception {
    Intake intake = take(new Identity("Other", "1"), TABLET, new Identity("ECID", "22"));

    assertThat(intake.primary()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", "NULL", " Anonymous ", "invalid", "0000", "guest-17"})
  void take_leavesBlockedValuesOut(String id) throws Exception {
    assertThat(take(new Identity("ECID", id), SARAH)).isEqualTo(new Intake(List.of(SARAH), 0, 1));
  }

  @Test
  void take_blocksBeforeHashing() throws Exception {
    assertThat(take(new Identity("Hashed", " NULL"), SARAH).blocked()).isEqualTo(1);
  }

  @Test
  void take_refusesWhereNoneRemains() {
    assertThatThrownBy(() -> take(new Identity("ECID", "null")))
        .isInstanceOf(RefusedIdentities.class)
        .hasMessage("/identityMap: only blocked values (1) is not at least one identity");
    assertThatThrownBy(IdentityIntakeTest::take).isInstanceOf(RefusedIdentities.class);
  }

  @Test
  void take_acceptsIdsUpToTheLimit() throws Exception {
    assertThat(take(new Identity("ECID", "x".repeat(1_024))).identities()).hasSize(1);
    assertThatThrownBy(() -> take(new Identity("ECID", "x".repeat(1_025)), SARAH))
        .hasMessageStartingWith("/identityMap/ECID: xxx")
        .hasMessageEndingWith("is not an id of at most 1024 characters");
  }

  @Test
  void take_acceptsIdentitiesUpToTheLimit() throws Exception {
    List<Identity> cookies = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      cookies.add(new Identity("ECID", "c" + i));
    }
    assertThat(IdentityIntake.take(cookies, settings()).identities()).hasSize(20);

    cookies.add(SARAH);
    assertThatThrownBy(() -> IdentityIntake.take(cookies, settings()))
        .hasMessage("/identityMap: 21 identities is not at most 20");
  }

  @Test
  void take_refusesTwoIdsOfAUniqueNamespace() throws Exception {
    assertThatThrownBy(() -> take(SARAH, new Identity("CRMID", "omar")))
        .hasMessage(
            "/identityMap/CRMID: omar is not sarah, the one id of a unique namespace in this"
                + " document");
    assertThat(take(SARAH, SARAH).identities()).containsExactly(SARAH);
  }

  @Test
  void take_refusesWhatDoesNotMatchThePattern() {
    assertThatThrownBy(() -> take(SARAH, new Identity("Phone", "call me")))
        .hasMessage("/identityMap/Phone: call me is not an id that matches \\+[0-9]+");
  }

  @Test
  void take_normalizes() throws Exception {
    assertThat(take(new Identity("Email", " Sarah@Luma.example ")).identities())
        .containsExactly(new Identity("Email", "sarah@luma.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "+1 (415) 555-0100, +14155550100",
    "0014155550100, +14155550100",
    "1.415.555.0100, +14155550100",
    "0415 555, 0415 555",
    "+1 415 ext 7, +1 415 ext 7",
    "1234567890123456, 1234567890123456"
  })
  void e164_isPlusAndDigits(String asItCame, String expected) {
    assertThat(Normalization.E164.apply(asItCame)).isEqualTo(expected);
  }

  @Test
  void sha256_isTheHashInHex() {
    assertThat(Normalization.SHA256.apply("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void of_knowsStandardCodesAndDefaults() {
    NamespaceSettings ecid = IdentitySettings.DEFAULT.of("ECID");

    assertThat(ecid.type()).isEqualTo(NamespaceType.COOKIE);
    assertThat(ecid.unique()).isFalse();
    assertThat(ecid.priority()).isEqualTo(NamespaceSettings.LOWEST_PRIORITY);
    assertThat(IdentitySettings.DEFAULT.of("LoyaltyID").type())
        .isEqualTo(NamespaceType.CROSS_DEVICE);
    assertThat(IdentitySettings.DEFAULT.limit()).isEqualTo(50);
    assertThat(IdentitySettings.DEFAULT.version()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\": 1}",
        "{\"limits\": 9}",
        "{\"blocked\": [\"(\"]}",
        "{\"namespaces\": [{\"priority\": 1}]}",
        "{\"namespaces\": [{\"namespace\": \"a:b\"}]}",
        "{\"namespaces\": [{\"namespace\": \"A\"}, {\"namespace\": \"A\"}]}",
        "{\"namespaces\": [{\"namespace\": \"A\", \"type\": \"thing\"}]}",
        "{\"namespaces\": [{\"namespace\": \"A\", \"normalize\": [\"rot13\"]}]}",
        "{\"namespaces\": [{\"namespace\": \"A\", \"pattern\": \"[\"}]}",
        "{\"namespaces\": [{\"namespace\": \"A\", \"priority\": 0}]}"
      })
  void parse_refuses(String json) {
    assertThatThrownBy(() -> IdentitySettings.parse(json, 1)).isInstanceOf(InvalidDefinition.class);
  }

  private static Intake take(Identity... identities) throws Exception {
    return IdentityIntake.take(List.of(identities), settings());
  }

  private static IdentitySettings settings() throws InvalidDefinition {
    return IdentitySettings.parse(JSON, 7);
  }
}
