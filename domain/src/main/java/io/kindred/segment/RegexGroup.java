/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one group of a regular expression finds in a text, or in each of an array. */
record RegexGroup(TextPattern pattern, int group) implements ValueFunction {

  @Override
  public JsonNode of(List<JsonNode> arguments) {
    return Values.each(arguments.get(0), this::found);
  }

  private JsonNode found(JsonNode text) {
    @Nullable String found = text.isTextual() ? pattern.group(text.textValue(), group) : null;
    return found == null ? MissingNode.getInstance() : TextNode.valueOf(found);
  }

  @Override
  public Kind kind() {
    return Kind.TEXT;
  }
}
