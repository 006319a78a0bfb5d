/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How what a resolver holds at hand agrees with its state. Knows nothing of the protocol. Begin
 * with {@link io.kindred.identity.flink.RootComponentsTest}.
 */
@NullMarked
package io.kindred.identity.flink;

import org.jspecify.annotations.NullMarked;
