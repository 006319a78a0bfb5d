/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The lookup process: what it is started with and how its parts hang together. Begin with {@link
 * io.kindred.serving.ServingProcess}. Knows topics, and nothing of Flink.
 */
@NullMarked
package io.kindred.serving;

import org.jspecify.annotations.NullMarked;
