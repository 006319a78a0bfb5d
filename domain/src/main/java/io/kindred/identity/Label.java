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

  /** The label of an identity that nothing links. */
  static Label alone(String identityKey) {
    return new Label(ProfileId.of(identityKey), Version.NONE, false);
  }
}
