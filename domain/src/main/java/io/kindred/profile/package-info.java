/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is known of one person: the fragments of a cluster, merged under a merge policy. Begin with
 * {@link io.kindred.profile.ProfileFacts}. Knows nothing of how the cluster was found, of state or
 * of topics, and no clock.
 */
@NullMarked
package io.kindred.profile;

import org.jspecify.annotations.NullMarked;
