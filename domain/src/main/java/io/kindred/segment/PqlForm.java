/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.definition.InvalidDefinition;

/**
 * The two forms in which an expression is written, text and JSON, and the way from one to the
 * other.
 */
public final class PqlForm {

  public static final String TEXT = "pql/text";
  public static final String JSON = "pql/json";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PqlForm() {}

  /** What is written as text, as a tree of JSON; a refusal's cause is a {@link PqlProblem}. */
  public static ObjectNode toJson(String text) throws InvalidDefinition {
    Syntax syntax = Pql.syntax(text);
    try {
      return JsonTreeWriter.write(syntax);
    } catch (PqlProblem e) {
      throw refusal(e);
    }
  }

  /** What is written as a tree of JSON, as text. */
  public static String toText(JsonNode json) throws InvalidDefinition {
    return TextWriter.write(syntax(json));
  }

  /** What is written as a tree of JSON; a refusal's cause is a {@link PqlProblem}. */
  static Syntax syntax(JsonNode json) throws InvalidDefinition {
    try {
      return JsonTreeReader.read(json);
    } catch (PqlProblem e) {
      throw refusal(e);
    }
  }

  private static InvalidDefinition refusal(PqlProblem problem) {
    return new InvalidDefinition(String.valueOf(problem.getMessage()), problem);
  }

  /** As {@link #toText(JsonNode)}; definitions hold the tree as a string. */
  public static String toText(String json) throws InvalidDefinition {
    try {
      return toText(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new InvalidDefinition("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
