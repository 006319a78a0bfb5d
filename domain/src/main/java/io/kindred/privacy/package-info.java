/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Wishes to be forgotten, as people write them. Begin with {@link io.kindred.privacy.PrivacyWish}.
 * Does not know how they are granted: that is the identities' own.
 */
@NullMarked
package io.kindred.privacy;

import org.jspecify.annotations.NullMarked;
