/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/**
 * The profile an identity belongs to, by the facts its component's root knew.
 *
 * @param profileId {@link #NOBODY} where there is none
 * @param contended the result depends on when links were last seen, so the root must hear of it
 */
public record Label(String profileId, Version version, boolean contended) {

  /** Of an identity that nothing links: it is alone, if and when it was seen. */
  static final String NOBODY = "";

  /**
   * Of two of one version the one that names a profile is the newer: a link that has no say leaves
   * the version as it is, and yet its ends were seen.
   */
  boolean isNewerThan(Label other) {
    int order = version.compareTo(other.version);
    boolean namesMore = other.profileId.equals(NOBODY) && !profileId.equals(NOBODY);
    return order > 0 || (order == 0 && namesMore);
  }

  /** The label of an identity that nothing links. */
  static Label alone(String identityKey) {
    return new Label(ProfileId.of(identityKey), Version.NONE, false);
  }
}
