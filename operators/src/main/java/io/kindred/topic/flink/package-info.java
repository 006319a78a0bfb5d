/*
 * SPDX-License-Identifier: Apache-2.0
 */
/** How Flink carries the contracts: over edges, and in state. */
@NullMarked
package io.kindred.topic.flink;

import org.jspecify.annotations.NullMarked;
