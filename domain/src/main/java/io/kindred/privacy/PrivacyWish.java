/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.privacy;

import io.kindred.avro.PrivacyRequest;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentityIntake;
import io.kindred.identity.IdentitySettings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A wish to be forgotten as people write it, but for its time: {@code {"identity": {"namespace",
 * "id"}, "scope": "profile", "requestId": …}}. Who reads it says what a time may look like.
 *
 * @param identity as it came, not normalised
 * @param requestId what its results are asked for by; none where a name is still to be given
 */
public record PrivacyWish(Identity identity, Scope scope, Optional<String> requestId) {

  /** How much is to be forgotten. */
  public enum Scope {
    /** That identity alone: a device that was sold. */
    IDENTITY,
    /** All identities of the profile that it belongs to: the person. */
    PROFILE;

    /** As people write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Scope of(PrivacyRequest request) {
      return request.getProfile() ? PROFILE : IDENTITY;
    }
  }

  /** Stands in paths and in keys: no slash, and nothing that a URL would have to escape. */
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  /** Reads all but {@code until}; the caller refuses what is unknown. */
  public static PrivacyWish read(JsonFields fields) throws InvalidDefinition {
    JsonFields named = fields.object("identity");
    Identity identity = Identity.of(named);
    if (!IdentityIntake.takes(identity, IdentitySettings.DEFAULT)) {
      throw named.refusal("id", "of at most " + IdentityIntake.ID_LENGTH_MAX + " characters");
    }
    Scope scope = fields.has("scope") ? fields.oneOf("scope", Scope.class) : Scope.PROFILE;
    return new PrivacyWish(identity, scope, requestId(fields));
  }

  private static Optional<String> requestId(JsonFields fields) throws InvalidDefinition {
    Optional<String> id = fields.textIfAny("requestId");
    if (id.isPresent() && !REQUEST_ID.matcher(id.get()).matches()) {
      throw fields.refusal("requestId", "1 to 100 of the letters a to z, digits, and . _ : -");
    }
    return id;
  }

  /**
   * The request that the jobs read.
   *
   * @param id the wish's own where it has one
   * @param until what was seen up to then is to be forgotten, milliseconds since the epoch
   */
  public PrivacyRequest request(String id, long until) {
    return new PrivacyRequest(requestId.orElse(id), identity.key(), scope == Scope.PROFILE, until);
  }
}
