/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.definition;

/**
 * A definition that cannot be taken. The message names the field, the value and what is expected.
 */
public final class InvalidDefinition extends Exception {

  public InvalidDefinition(String message) {
    super(message);
  }

  public InvalidDefinition(String message, Throwable cause) {
    super(message, cause);
  }

  /** In one voice: {@code /limit: -3 is not a whole number from 2 to 1000}. */
  public static InvalidDefinition at(String path, Object found, String expected) {
    return new InvalidDefinition(
        (path.isEmpty() ? "/" : path) + ": " + found + " is not " + expected);
  }
}
