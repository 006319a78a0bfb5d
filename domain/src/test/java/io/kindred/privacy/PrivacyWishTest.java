/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.PrivacyRequest;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyWishTest {

  private static final String SARAH = "'identity': {'namespace': 'Email', 'id': 'S:a@luma.com'}";

  @Test
  void read_anIdentityAlone_meansItsProfile() throws Exception {
    assertThat(read(SARAH).request("given", 7))
        .isEqualTo(new PrivacyRequest("given", "Email:S:a@luma.com", true, 7L));
  }

  @Test
  void read_everything() throws Exception {
    assertThat(read(SARAH + ", 'scope': 'identity', 'requestId': 'r-1'").request("given", 7))
        .isEqualTo(new PrivacyRequest("r-1", "Email:S:a@luma.com", false, 7L));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'scope': 'profile'                      | /identity: missing; expected an object",
        "'identity': {'namespace': 'ECID'}       | /identity/id: missing",
        "'identity': {'namespace': 'A:B', 'id': '1'} | /identity/namespace: \"A:B\" is not a code",
        "'identity': {'namespace': 'A', 'id': '1', 'x': 1} | /identity/x: unknown field",
      })
  void read_refusesAnIdentityThatIsNone(String fields, String message) {
    assertThatThrownBy(() -> read(fields))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void read_refusesWhatIsNoScopeOrNoName() {
    assertThatThrownBy(() -> read(SARAH + ", 'scope': 'all'"))
        .hasMessage("/scope: \"all\" is not one of [IDENTITY, PROFILE]");
    for (String id : new String[] {"a/b", "a b", "é", "x".repeat(101)}) {
      assertThatThrownBy(() -> read(SARAH + ", 'requestId': '" + id + "'"))
          .hasMessageStartingWith("/requestId: \"" + id.substring(0, 1))
          .hasMessageContaining("is not 1 to 100 of");
    }
  }

  @Test
  void read_refusesAnIdThatNoEventCanHave() {
    String id = "x".repeat(1_025);

    assertThatThrownBy(() -> read("'identity': {'namespace': 'A', 'id': '" + id + "'}"))
        .hasMessageStartingWith("/identity/id: \"xxx")
        .hasMessageEndingWith("is not of at most 1024 characters");
  }

  private static PrivacyWish read(String fields) throws InvalidDefinition {
    return PrivacyWish.read(JsonFields.parse("{" + fields.replace('\'', '"') + "}"));
  }
}
