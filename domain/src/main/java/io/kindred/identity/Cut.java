/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A person's statement that two identities, or one and all others, are not one person's, up to a
 * time.
 *
 * @param b null where {@code a} is cut from everything
 * @param until links last seen up to then are cut, in event time; {@link Cuts#FOREVER} for good
 */
public record Cut(Identity a, @Nullable Identity b, long until) {

  /**
   * Reads a definition of kind {@code cut}: {@code {"a": {"namespace", "id"}, "b": {…}, "at": ISO
   * instant, "permanent": false}}.
   */
  public static Cut parse(String json) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(json);
    Identity a = Identity.of(fields.object("a"));
    Identity b = fields.has("b") ? Identity.of(fields.object("b")) : null;
    if (a.equals(b)) {
      throw fields.refusal("b", "another identity than a");
    }
    boolean permanent = fields.flag("permanent", false);
    long until = permanent && !fields.has("at") ? Cuts.FOREVER : fields.instant("at");
    fields.refuseUnknown();
    return new Cut(a, b, permanent ? Cuts.FOREVER : until);
  }
}
