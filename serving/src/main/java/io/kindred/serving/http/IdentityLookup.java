/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.avro.Definition;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.Profile;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentityIntake;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Lift;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an identity, as an application knows it, to its profile.
 *
 * <p>Ingest writes an id in the form that the identity settings ask for (say, in small letters).
 * Who asks in another form is answered all the same; only a miss pays for that.
 */
final class IdentityLookup {

  private static final Logger LOG = LoggerFactory.getLogger(IdentityLookup.class);
  private static final String SETTINGS_KEY = "identity-settings/default";
  private static final String LIFTS = DefinitionKind.QUARANTINE_LIFT + "/";

  private final ProfileStore store;
  private volatile InForce inForce = new InForce("", IdentitySettings.DEFAULT);

  /** The settings read last, and the body they were read from. */
  private record InForce(String body, IdentitySettings settings) {}

  IdentityLookup(ProfileStore store) {
    this.store = store;
  }

  Optional<Profile> find(Identity asGiven) {
    return profile(asGiven)
        .or(() -> profileOf(IdentityIntake.normalized(asGiven, settings()), asGiven));
  }

  /** The same where it must be there. */
  Profile get(Identity asGiven) throws Refusal {
    return find(asGiven).orElseThrow(() -> Refusal.unknownIdentity(asGiven));
  }

  private Optional<Profile> profileOf(Identity normalized, Identity asGiven) {
    return normalized.equals(asGiven) ? Optional.empty() : profile(normalized);
  }

  private Optional<Profile> profile(Identity identity) {
    return store
        .get(Table.IDENTITY_MAP, identity.key())
        .map(IdentityMapping::getProfileId)
        .flatMap(profileId -> store.get(Table.PROFILES, profileId));
  }

  /** The identity settings in force. */
  IdentitySettings settings() {
    Optional<Definition> definition = store.get(Table.DEFINITIONS, SETTINGS_KEY);
    if (definition.isEmpty()) {
      return IdentitySettings.DEFAULT;
    }
    InForce known = inForce;
    String body = definition.get().getBody();
    if (!known.body().equals(body)) {
      known = new InForce(body, read(body, known.settings()));
      inForce = known;
    }
    return known.settings();
  }

  /** The same with the quarantines that are lifted. */
  IdentitySettings settingsAndLifts() {
    IdentitySettings settings = settings();
    List<Lift> lifts = new ArrayList<>();
    for (Definition definition : store.scan(Table.DEFINITIONS, LIFTS)) {
      try {
        lifts.add(Lift.parse(definition.getBody()));
      } catch (InvalidDefinition e) {
        LOG.warn("{} is no lift of a quarantine", definition.getId(), e);
      }
    }
    return settings.with(lifts, settings.version());
  }

  private static IdentitySettings read(String body, IdentitySettings otherwise) {
    try {
      return IdentitySettings.parse(body, 0);
    } catch (InvalidDefinition e) {
      LOG.warn("the identity settings cannot be read; those before stay in force", e);
      return otherwise;
    }
  }
}
