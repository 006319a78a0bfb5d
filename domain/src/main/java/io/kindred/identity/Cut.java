/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;

/**
 * A person's statement that two identities are not one person's, up to a time.
 *
 * @param until links last seen up to then are cut, in event time; {@link Facts#FOREVER} for good
 */
public record Cut(Identity a, Identity b, long until) {

  /**
   * Reads a definition of kind {@code cut}: {@code {"a": {"namespace", "id"}, "b": {…}, "at": ISO
   * instant, "permanent": false}}.
   */
  public static Cut parse(String json) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(json);
    Identity a = identity(fields.object("a"));
    Identity b = identity(fields.object("b"));
    if (a.equals(b)) {
      throw fields.refusal("b", "another identity than a");
    }
    boolean permanent = fields.flag("permanent", false);
    long until = permanent && !fields.has("at") ? Facts.FOREVER : fields.instant("at");
    fields.refuseUnknown();
    return new Cut(a, b, permanent ? Facts.FOREVER : until);
  }

  private static Identity identity(JsonFields fields) throws InvalidDefinition {
    String namespace = fields.text("namespace");
    if (namespace.indexOf(':') >= 0) {
      throw fields.refusal("namespace", "a code without a colon");
    }
    Identity identity = new Identity(namespace, fields.text("id"));
    fields.refuseUnknown();
    return identity;
  }
}
