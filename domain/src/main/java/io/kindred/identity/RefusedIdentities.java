/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/** The identities of one event or record cannot be taken. The message says which and why. */
public final class RefusedIdentities extends Exception {

  private static final int FOUND_LENGTH_MAX = 80;

  private final String field;

  RefusedIdentities(String field, Object found, String expected) {
    super(field + ": " + shortened(found.toString()) + " is not " + expected);
    this.field = field;
  }

  static RefusedIdentities in(Identity identity, String expected) {
    return new RefusedIdentities(field(identity.namespace()), identity.id(), expected);
  }

  /** A JSON Pointer into the document, as precise as the refusal. */
  public String field() {
    return field;
  }

  private static String field(String namespace) {
    return "/identityMap/" + namespace.replace("~", "~0").replace("/", "~1");
  }

  private static String shortened(String text) {
    return text.length() <= FOUND_LENGTH_MAX ? text : text.substring(0, FOUND_LENGTH_MAX) + "…";
  }
}
