/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest;

/** Why a document is not taken. */
final class Refusal extends Exception {

  private static final int FOUND_LENGTH_MAX = 80;
  private static final int FIELD_LENGTH_MAX = 256;
  private static final int REASON_LENGTH_MAX = 1_024;

  private final String field;

  /** Without a stack trace: a source that is wrong is wrong often. */
  Refusal(String field, String reason) {
    super(shortened(reason, REASON_LENGTH_MAX), null, false, false);
    this.field = shortened(field, FIELD_LENGTH_MAX);
  }

  static Refusal at(String field, String found, String expected) {
    String shownField = shortened(field.isEmpty() ? "/" : field, FIELD_LENGTH_MAX);
    String shownValue = shortened(found, FOUND_LENGTH_MAX);
    return new Refusal(field, shownField + ": " + shownValue + " is not " + expected);
  }

  static Refusal missing(String field, String expected) {
    return new Refusal(field, field + ": missing; expected " + expected);
  }

  /** JSON Pointer of the field at fault, empty for the whole document. */
  String field() {
    return field;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  private static String shortened(String text, int lengthMax) {
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax) + "…";
  }
}
