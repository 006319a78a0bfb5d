/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import io.kindred.definition.InvalidDefinition;
import java.util.List;

/** The cells of a line, and where it stands. */
record PathLine(String file, int number, List<String> cells) {

  private static final int FOUND_LENGTH_MAX = 80;

  /** In one voice: {@code paths.csv: line 3, column total_null: "-1" is not …}. */
  InvalidDefinition refusal(String column, String found, String expected) {
    return refusal("column " + column + ": " + quoted(found) + " is not " + expected);
  }

  InvalidDefinition refusal(String problem) {
    return new InvalidDefinition(file + ": line " + number + ", " + problem);
  }

  static String quoted(String found) {
    String shown =
        found.codePointCount(0, found.length()) <= FOUND_LENGTH_MAX
            ? found
            : found.substring(0, found.offsetByCodePoints(0, FOUND_LENGTH_MAX)) + "…";
    return '"' + shown.replaceAll("\\R", " ") + '"';
  }
}
