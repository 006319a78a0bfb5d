/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the identities of one event or record in under the settings, or refuses them. */
public final class IdentityIntake {

  /** XDM's limit; all pairs of them are 190 links. */
  public static final int IDENTITIES_MAX = 20;

  /** XDM's limit, in characters as they came. */
  public static final int ID_LENGTH_MAX = 1_024;

  private final IdentitySettings settings;
  private final Set<Identity> accepted = new LinkedHashSet<>();
  private final Map<String, Identity> unique = new HashMap<>();
  private int blocked;

  private IdentityIntake(IdentitySettings settings) {
    this.settings = settings;
  }

  /**
   * What was taken in.
   *
   * @param identities normalised, each once, in the order of the document
   * @param primary index of the one with the highest priority, the first of several
   * @param blocked how many were nobody's and left out
   */
  public record Intake(List<Identity> identities, int primary, int blocked) {
    public Intake {
      identities = List.copyOf(identities);
    }
  }

  public static Intake take(List<Identity> asTheyCame, IdentitySettings settings)
      throws RefusedIdentities {
    IdentityIntake intake = new IdentityIntake(settings);
    for (Identity identity : asTheyCame) {
      intake.take(identity);
    }
    return intake.taken();
  }

  /** Whether an event may name this identity. */
  public static boolean takes(Identity identity, IdentitySettings settings) {
    try {
      take(List.of(identity), settings);
      return true;
    } catch (RefusedIdentities e) {
      return false;
    }
  }

  /** An identity as this intake would write it: what a cut names is what events name. */
  public static Identity normalized(Identity identity, IdentitySettings settings) {
    String namespace = identity.namespace();
    return new Identity(namespace, settings.of(namespace).normalized(identity.id()));
  }

  private void take(Identity asItCame) throws RefusedIdentities {
    if (asItCame.namespace().isBlank()) {
      throw new RefusedIdentities("/identityMap", "a blank key", "a namespace code");
    }
    if (asItCame.id().length() > ID_LENGTH_MAX) {
      throw RefusedIdentities.in(asItCame, "an id of at most " + ID_LENGTH_MAX + " characters");
    }
    Identity identity = normalized(asItCame, settings);
    if (settings.blocks(asItCame.id()) || settings.blocks(identity.id())) {
      blocked++;
    } else {
      accept(identity);
    }
  }

  private void accept(Identity identity) throws RefusedIdentities {
    NamespaceSettings namespace = settings.of(identity.namespace());
    if (namespace.pattern() != null && !namespace.pattern().matcher(identity.id()).matches()) {
      throw RefusedIdentities.in(identity, "an id that matches " + namespace.pattern());
    }
    if (namespace.unique()) {
      Identity other = unique.putIfAbsent(identity.namespace(), identity);
      if (other != null && !other.equals(identity)) {
        throw RefusedIdentities.in(
            identity, other.id() + ", the one id of a unique namespace in this document");
      }
    }
    accepted.add(identity);
  }

  private Intake taken() throws RefusedIdentities {
    if (accepted.isEmpty()) {
      String found = blocked == 0 ? "nothing" : "only blocked values (" + blocked + ")";
      throw new RefusedIdentities("/identityMap", found, "at least one identity");
    }
    if (accepted.size() > IDENTITIES_MAX) {
      throw new RefusedIdentities(
          "/identityMap", accepted.size() + " identities", "at most " + IDENTITIES_MAX);
    }
    List<Identity> identities = new ArrayList<>(accepted);
    return new Intake(identities, primary(identities), blocked);
  }

  private int primary(List<Identity> identities) {
    int primary = 0;
    for (int i = 1; i < identities.size(); i++) {
      if (priority(identities.get(i)) < priority(identities.get(primary))) {
        primary = i;
      }
    }
    return primary;
  }

  private int priority(Identity identity) {
    return settings.of(identity.namespace()).priority();
  }
}
