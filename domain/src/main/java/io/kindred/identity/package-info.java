/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who is who: which identities are one person, by facts alone. Begin with {@link
 * io.kindred.identity.Partition} for the rules and {@link io.kindred.identity.IdentityNode} for how
 * keys agree on them without a coordinator. Knows nothing of Flink, Kafka or any clock.
 */
@NullMarked
package io.kindred.identity;

import org.jspecify.annotations.NullMarked;
