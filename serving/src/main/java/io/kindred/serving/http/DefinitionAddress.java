/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.avro.Definition;
import io.kindred.validity.Validity;
import java.util.List;

/** Where a definition stands: its kind, which is one of those there are, and its id. */
record DefinitionAddress(String kind, String id) {

  /** An id is a name that people choose, and part of a message's key. Characters. */
  private static final int ID_LENGTH_MAX = 255;

  private static final char REPLACEMENT = '\uFFFD';

  static DefinitionAddress of(List<String> arguments) throws Refusal {
    String kind = arguments.get(0);
    String id = arguments.get(1);
    if (!Validity.kinds().contains(kind)) {
      throw Refusal.of(404, "unknown-kind", unknown(kind));
    }
    if (id.isBlank()
        || id.length() > ID_LENGTH_MAX
        || !id.chars().allMatch(DefinitionAddress::legible)) {
      throw Refusal.badRequest(
          "id: \"%s\" is not 1 to %d characters in UTF-8 without control characters"
              .formatted(shown(id), ID_LENGTH_MAX));
    }
    return new DefinitionAddress(kind, id);
  }

  /** An escape that is no UTF-8 was decoded to a character that nobody means. */
  private static boolean legible(int character) {
    return !Character.isISOControl(character) && character != REPLACEMENT;
  }

  static String unknown(String kind) {
    return "\"" + shown(kind) + "\" is not one of the kinds " + Validity.kinds();
  }

  /** What the keys of a kind begin with; of an empty one, those of all. */
  static String prefix(String kind) {
    return kind.isEmpty() ? "" : kind + "/";
  }

  String key() {
    return prefix(kind) + id;
  }

  Definition definition(String body) {
    return new Definition(kind, id, body);
  }

  private static String shown(String text) {
    return text.length() <= ID_LENGTH_MAX ? text : text.substring(0, ID_LENGTH_MAX) + "…";
  }
}
