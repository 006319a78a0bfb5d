/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {

  @Test
  void kinds_areNamedWhereOneIsUnknown() {
    assertThat(Validity.kinds()).contains("cut", "identity-settings", "merge-policy", "segment");
    assertRefused(definition("cat", "x", "{}"), "/kind: \"cat\" is not one of " + Validity.kinds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          identity-settings | mine    | {}            | /id: "mine" is not "default"
          identity-settings | default | {'limit': 0}  | /limit: 0 is not a whole number
          merge-policy      | mine    | {}            | /id: "mine" is not "default"
          merge-policy      | default | {}            | /attributeMerge: missing
          cut               | x       | {'a': 1}      | /a: 1 is not an object
          segment           | s       | {'name': ' '} | /name: " " is not text
          touchpoint        | t       | {'name': ' '} | /name: " " is not text
          conversion        | c       | {'name': ' '} | /name: " " is not text
          journey-settings  | mine    | {}            | /id: "mine" is not "default"
          journey-settings  | default | {'look': 1}   | /look: unknown field
          """)
  void check_namesFieldValueAndWhatIsExpected(String kind, String id, String body, String reason) {
    assertRefused(definition(kind, id, body), reason);
  }

  @Test
  void check_aSegmentMayUseOthersThatStand() {
    Definition broad = segment("broad", "inSegment('narrow')");
    Definition narrow = segment("narrow", "a = 1");

    assertThatCode(() -> Validity.check(broad, List.of(narrow))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Validity.check(broad, List.of()))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("narrow");
  }

  @Test
  void check_anotherSegmentThatIsInvalid_isNoReason() {
    Definition fine = segment("fine", "a = 1");
    List<Definition> others = List.of(definition("segment", "x", "[]"), segment("y", "a ="));

    assertThatCode(() -> Validity.check(fine, others)).doesNotThrowAnyException();
  }

  private static void assertRefused(Definition definition, String reason) {
    assertThatThrownBy(() -> Validity.check(definition, List.of()))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining(reason);
  }

  private static Definition segment(String id, String pql) {
    return new Definition(
        "segment",
        id,
        """
        {"name": "%s", "expression": {"type": "PQL", "format": "pql/text", "value": "%s"}}\
        """
            .formatted(id, pql.replace("'", "\\\"")));
  }

  private static Definition definition(String kind, String id, String body) {
    return new Definition(kind, id, body.replace('\'', '"'));
  }
}
