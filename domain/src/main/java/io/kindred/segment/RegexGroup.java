/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** What one group of a regular expression finds in a text, or in each of an array. */
record RegexGroup(TextPattern pattern, int group) implements ItemFunction {

  @Override
  public JsonNode ofOne(JsonNode text) {
    @Nullable String found = text.isTextual() ? pattern.group(text.textValue(), group) : null;
    return found == null ? MissingNode.getInstance() : TextNode.valueOf(found);
  }

  @Override
  public Kind kind() {
    return Kind.TEXT;
  }
}
