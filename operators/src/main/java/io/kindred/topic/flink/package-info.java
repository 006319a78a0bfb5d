/*
 * SPDX-License-Identifier: Apache-2.0
 */
/** How Flink carries the contracts: over edges, in state, and on their way to topics. */
@NullMarked
package io.kindred.topic.flink;

import org.jspecify.annotations.NullMarked;
