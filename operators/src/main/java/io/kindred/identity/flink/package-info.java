/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Identities in the stream: the gossip protocol and the fragments on keyed state. Begin with {@link
 * io.kindred.identity.flink.IdentityResolver}.
 */
@NullMarked
package io.kindred.identity.flink;

import org.jspecify.annotations.NullMarked;
