/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.definition.InvalidDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePolicyTest {

  @Test
  void parse_timestampOrderedIsTheDefault() throws Exception {
    assertThat(MergePolicy.parse("{\"attributeMerge\":{\"type\":\"timestampOrdered\"}}"))
        .isEqualTo(MergePolicy.DEFAULT);
  }

  @Test
  void parse_dataSetPrecedence() throws Exception {
    assertThat(precedence()).hasToString("dataSetPrecedence [crm, web]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"newest"} | /type: "newest" is not timestampOrdered or dataSetPrecedence
          {"type":"dataSetPrecedence"} | /order: missing; expected an array of one or more
          {"type":"dataSetPrecedence","order":["a","a"]} | /order: ["a","a"] is not an array
          {"type":"timestampOrdered","order":["a"]} | /order: ["a"] is not empty
          {"type":"timestampOrdered","odrer":[]} | /odrer: unknown field
          """)
  void parse_refusalNamesTheField(String json, String message) {
    assertThatThrownBy(() -> MergePolicy.parse("{\"attributeMerge\":" + json + "}"))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("/attributeMerge" + message);
  }

  @Test
  void parse_unknownFieldIsRefused() {
    String json = "{\"attributeMerge\":{\"type\":\"timestampOrdered\"},\"merge\":1}";

    assertThatThrownBy(() -> MergePolicy.parse(json)).hasMessageContaining("/merge: unknown");
    assertThatThrownBy(() -> MergePolicy.parse("{}"))
        .hasMessageContaining("/attributeMerge: missing");
  }

  @Test
  void serialization_keepsIt() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(precedence());

    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(read).isEqualTo(precedence());
  }

  private static MergePolicy precedence() throws InvalidDefinition {
    return MergePolicy.parse(
        "{\"attributeMerge\":{\"type\":\"dataSetPrecedence\",\"order\":[\"crm\",\"web\"]}}");
  }
}
